from pathlib import Path

import pytest
from gunicorn.config import Config, validate_string_to_list  # type: ignore[import-untyped]

from config.processes.broker import Broker
from config.processes.programs import Program, WebServer, programs, supervisor_configuration

ELSEWHERE = Broker("redis://example:6379/0")
OURS = Broker("unix:///run/redis.sock", ("redis-server", "--port", "0"))


STAGE = WebServer("127.0.0.1", 8002, threads=4)


def tree(
    broker: Broker = ELSEWHERE, host: str = "127.0.0.1", stage: WebServer | None = STAGE
) -> dict[str, Program]:
    made = programs(broker=broker, web=WebServer(host, 8000, threads=3), stage=stage, demo_workers=2)
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

    @pytest.mark.parametrize("server", ["web", "stage"])
    def test_no_header_says_which_path_is_asked_for(self, server: str) -> None:
        of_gunicorn = tree()[server].command[3:]
        assert Config().parser().parse_args(of_gunicorn).forwarder_headers == ""
        assert validate_string_to_list("") == []

    def test_the_stage_is_a_web_server_that_knows_what_it_is(self) -> None:
        stage = tree()["stage"]
        assert argument(stage, "--bind") == "127.0.0.1:8002"
        assert argument(stage, "--threads") == "4"
        assert stage.environment == {"STAGE": "1"}
        assert not tree()["web"].environment

    def test_a_stage_of_somebody_elses_is_left_to_them(self) -> None:
        assert "stage" not in tree(stage=None)

    def test_numbers_are_handed_on(self) -> None:
        assert argument(tree()["web"], "--threads") == "3"
        assert argument(tree()["worker-demos"], "-c") == "2"


class TestSupervisorConfiguration:
    def test_every_program_in_order_with_its_percent_signs_escaped(self, tmp_path: Path) -> None:
        made = supervisor_configuration(
            [
                Program("one", ("a", "100%"), environment={"SHARE": "50%"}),
                Program("two", ("b c",), seconds_to_stop=3, seconds_to_prove=0),
            ],
            folder=tmp_path,
            run_dir=tmp_path / "run",
            log_dir=tmp_path / "log",
        )
        one, two = made["program:one"], made["program:two"]
        assert one["command"].endswith("/tied.py a 100%%")
        assert two["command"].endswith("/tied.py 'b c'")
        assert (one["priority"], two["priority"], two["stopwaitsecs"]) == ("0", "1", "3")
        assert (one["environment"], two["environment"]) == ('SHARE="50%%"', "")
        assert (one["startsecs"], two["startsecs"]) == ("1", "0")
