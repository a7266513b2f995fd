"""The valve as a process of its own, between real clients and a real Redis."""

import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from pathlib import Path

import psutil
import pytest
from kombu.exceptions import OperationalError
from pytest_django import Settings
from redis import ConnectionError as NoConnection
from redis import Redis
from redis import TimeoutError as NoAnswer
from redis.backoff import NoBackoff
from redis.retry import Retry

from config.broker_urls import broker_url
from config.celery import app
from config.processes.broker import choose_broker
from demos.outage import control
from demos.outage.control import ValveState, ValveUnreachable
from demos.outage.valve import LONGEST_OUTAGE, Order, State, read_order
from tests.demos.waiting import wait_until
from tests.lending import ROOT
from tests.site import free_port

SECONDS = 20
BRIEFLY = 0.3
AT_ONCE = 0.5


class TestReadOrder:
    def test_an_outage_is_never_longer_than_the_longest(self) -> None:
        assert read_order("refuse 15\n") == Order(State.REFUSING, 15.0)
        assert read_order("freeze 1000") == Order(State.FROZEN, LONGEST_OUTAGE)

    def test_open_has_no_end_and_state_is_no_order(self) -> None:
        assert read_order("open") == Order(State.OPEN, None)
        assert read_order("state") is None

    @pytest.mark.parametrize(
        "line", ["", "refuse", "refuse 0", "refuse -1", "freeze nan", "freeze inf", "freeze x", "explode 3"]
    )
    def test_nonsense_is_refused(self, line: str) -> None:
        with pytest.raises(ValueError, match=r".*"):
            read_order(line)


class Lab:
    """A Redis at `redis_url`, and the valve before it."""

    def __init__(self, redis_url: str, folder: Path, valve: subprocess.Popen[bytes]) -> None:
        self.redis_url = redis_url
        self.socket = folder / "valve.sock"
        self.control = folder / "control.sock"
        self.valve = psutil.Process(valve.pid)

    def client(self, timeout: float = SECONDS) -> Redis:
        """A client through the valve, which tries once."""
        return Redis(
            unix_socket_path=str(self.socket), socket_timeout=timeout, retry=Retry(NoBackoff(), 0), db=3
        )


@contextmanager
def running(command: list[str], **environment: str) -> Iterator[subprocess.Popen[bytes]]:
    process = subprocess.Popen(command, cwd=ROOT, env=os.environ | environment, stdout=subprocess.DEVNULL)
    try:
        yield process
    finally:
        process.terminate()
        assert process.wait(SECONDS) == 0


def server(folder: Path) -> str:
    """The Redis that `make start` would choose."""
    command = choose_broker(folder, folder).command
    assert command is not None
    return command[0]


@pytest.fixture(params=["unix", "tcp"])
def lab(
    request: pytest.FixtureRequest, tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Lab]:
    monkeypatch.delenv("REDIS_URL", raising=False)
    port = free_port() if request.param == "tcp" else 0
    path = tmp_path / "redis.sock"
    url = f"redis://127.0.0.1:{port}/3" if port else f"unix://{path}?db=3"
    listens = ["--port", str(port), "--bind", "127.0.0.1", "--unixsocket", str(path)]
    with ExitStack() as stack:
        stack.enter_context(running([server(tmp_path), *listens, "--save", "", "--dir", str(tmp_path)]))
        wait_until(lambda: answers(Redis.from_url(url)))
        settings.VALVE_CONTROL = str(tmp_path / "control.sock")
        valve = stack.enter_context(
            running(
                [sys.executable, "-S", "-m", "demos.outage.valve"],
                VALVE_SOCKET=str(tmp_path / "valve.sock"),
                VALVE_CONTROL=settings.VALVE_CONTROL,
                REDIS_URL=url,
            )
        )
        wait_until(control.answers)
        yield Lab(url, tmp_path, valve)


def answers(client: Redis) -> bool:
    with client:
        try:
            return bool(client.ping())
        except (NoConnection, NoAnswer):
            return False


def took(act: Callable[[], object]) -> float:
    began = time.monotonic()
    act()
    return time.monotonic() - began


class TestOpen:
    def test_bytes_pass_both_ways_whole(self, lab: Lab) -> None:
        much = os.urandom(3_000_000)
        with lab.client() as client:
            client.set("much", much)
            assert client.get("much") == much
        with Redis.from_url(lab.redis_url) as direct:
            assert direct.get("much") == much

    def test_nobody_who_hangs_up_is_remembered(self, lab: Lab) -> None:
        with ExitStack() as clients:
            for _ in range(50):
                clients.enter_context(lab.client()).ping()
            most = lab.valve.num_fds()
        wait_until(lambda: lab.valve.num_fds() <= most - 100)

    def test_its_sockets_are_private(self, lab: Lab) -> None:
        assert lab.socket.stat().st_mode & 0o077 == 0
        assert lab.control.stat().st_mode & 0o077 == 0


class TestRefusing:
    def test_clients_are_turned_away_at_once_and_those_connected_dropped(self, lab: Lab) -> None:
        with lab.client() as connected, lab.client() as newcomer:
            connected.ping()
            now = control.refuse(15)
            assert now.state == State.REFUSING
            assert now.seconds_left == pytest.approx(15, abs=AT_ONCE)
            for client in (connected, newcomer):
                began = time.monotonic()
                with pytest.raises(NoConnection):
                    client.ping()
                assert time.monotonic() - began < AT_ONCE
            with pytest.raises(NoConnection, match="refused"):
                newcomer.ping()

    def test_it_ends_by_itself(self, lab: Lab) -> None:
        control.refuse(BRIEFLY)
        assert took(lambda: wait_until(lambda: answers(lab.client()))) > BRIEFLY / 2
        assert control.state() == ValveState(State.OPEN, 0)


class TestFrozen:
    def test_nothing_passes_until_it_thaws_and_then_everything(self, lab: Lab) -> None:
        with lab.client() as connected, lab.client() as newcomer, ThreadPoolExecutor() as threads:
            connected.set("counter", 1)
            control.freeze(15)
            both = [threads.submit(client.incr, "counter") for client in (connected, newcomer)]
            with pytest.raises(NoAnswer):
                lab.client(timeout=BRIEFLY).ping()
            with Redis.from_url(lab.redis_url) as direct:
                assert direct.get("counter") == b"1"
            assert not any(waiting.done() for waiting in both)
            control.reopen()
            assert {waiting.result(SECONDS) for waiting in both} == {2, 3}

    def test_what_was_sent_by_one_who_gave_up_arrives_yet(self, lab: Lab) -> None:
        with socket.socket(socket.AF_UNIX) as client:
            control.freeze(15)
            client.connect(str(lab.socket))
            client.sendall(b"SELECT 3\r\nSET letter late\r\n")
        control.reopen()
        with Redis.from_url(lab.redis_url) as direct:
            wait_until(lambda: direct.get("letter") == b"late")

    def test_it_ends_by_itself(self, lab: Lab) -> None:
        control.freeze(BRIEFLY)
        assert took(lambda: answers(lab.client())) > BRIEFLY / 2
        assert control.state() == ValveState(State.OPEN, 0)

    def test_it_holds_back_no_more_than_it_must(self, lab: Lab) -> None:
        before = lab.valve.memory_info().rss
        with socket.socket(socket.AF_UNIX) as flood:
            flood.connect(str(lab.socket))
            flood.settimeout(BRIEFLY)
            control.freeze(15)
            with pytest.raises(TimeoutError):
                flood.sendall(bytes(50_000_000))
            assert lab.valve.memory_info().rss < before + 5_000_000
            control.refuse(15)
            wait_until(lambda: lab.valve.memory_info().rss < before + 5_000_000)


class TestOrders:
    def test_a_later_one_takes_the_place_of_an_earlier(self, lab: Lab) -> None:
        control.refuse(BRIEFLY)
        assert control.freeze(15).state == State.FROZEN
        with pytest.raises(NoAnswer):
            lab.client(timeout=2 * BRIEFLY).ping()  # the first one's end is no longer its end
        assert control.reopen() == ValveState(State.OPEN, 0)
        assert answers(lab.client())

    def test_many_at_once_leave_it_in_one_of_the_states_asked_for(self, lab: Lab) -> None:
        with ThreadPoolExecutor(8) as threads:
            said = list(threads.map(lambda turn: (control.refuse, control.freeze)[turn % 2](9), range(40)))
        assert control.state().state in {answer.state for answer in said}
        control.reopen()
        assert answers(lab.client())

    def test_nonsense_is_answered_and_does_no_harm(self, lab: Lab) -> None:
        with socket.socket(socket.AF_UNIX) as someone:
            someone.connect(str(lab.control))
            someone.sendall(b"x" * 10_000)
            assert someone.recv(100).startswith(b"error: say refuse SECONDS")
        with pytest.raises(ValveUnreachable, match="say refuse"):
            control.refuse(-1)
        assert control.state().state == State.OPEN

    def test_no_valve_is_told_at_once(self, settings: Settings, tmp_path: Path) -> None:
        for nowhere in ("", str(tmp_path / "nothing.sock")):
            settings.VALVE_CONTROL = nowhere
            with pytest.raises(ValveUnreachable):
                control.state()
            assert not control.answers()


class TestAPublish:
    def test_passes_and_is_refused_and_waits(self, lab: Lab) -> None:
        url = broker_url(lab.redis_url, through=str(lab.socket))

        def publish() -> None:
            with app.connection_for_write(url) as connection:
                app.send_task("any", queue="probe", connection=connection)

        publish()
        control.refuse(15)
        began = time.monotonic()
        with pytest.raises(OperationalError):
            publish()
        assert time.monotonic() - began < AT_ONCE
        control.freeze(15)
        thaw = threading.Timer(BRIEFLY, control.reopen)
        thaw.start()
        assert took(publish) > BRIEFLY / 2
        thaw.join()
        with Redis.from_url(lab.redis_url) as direct:
            assert direct.llen("probe") == 2
