from pathlib import Path

from config.processes.broker import Broker
from config.processes.programs import Program, programs, supervisor_configuration

ELSEWHERE = Broker("redis://example:6379/0")
OURS = Broker("unix:///run/redis.sock", ("redis-server", "--port", "0"))


def tree(broker: Broker = ELSEWHERE, host: str = "127.0.0.1") -> dict[str, Program]:
    made = programs(broker=broker, host=host, port=8000, web_threads=3, demo_workers=2)
    return {program.name: program for program in made}


def argument(program: Program, name: str) -> str:
    return program.command[program.command.index(name) + 1]


class TestPrograms:
    def test_our_own_broker_starts_first(self) -> None:
        assert next(iter(tree(OURS).values())) == Program("broker", ("redis-server", "--port", "0"))

    def test_a_broker_of_somebody_elses_is_left_to_them(self) -> None:
        assert "broker" not in tree(ELSEWHERE)

    def test_the_web_server_listens_where_it_should(self) -> None:
        assert argument(tree()["web"], "--bind") == "127.0.0.1:8000"
        assert argument(tree(host="::1")["web"], "--bind") == "[::1]:8000"

    def test_numbers_are_handed_on(self) -> None:
        assert argument(tree()["web"], "--threads") == "3"
        assert argument(tree()["worker-demos"], "-c") == "2"


class TestSupervisorConfiguration:
    def test_every_program_in_order_with_its_percent_signs_escaped(self, tmp_path: Path) -> None:
        made = supervisor_configuration(
            [Program("one", ("a", "100%")), Program("two", ("b c",), seconds_to_stop=3)],
            folder=tmp_path,
            run_dir=tmp_path / "run",
            log_dir=tmp_path / "log",
        )
        one, two = made["program:one"], made["program:two"]
        assert one["command"].endswith("/tied.py a 100%%")
        assert two["command"].endswith("/tied.py 'b c'")
        assert (one["priority"], two["priority"], two["stopwaitsecs"]) == ("0", "1", "3")
