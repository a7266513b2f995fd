"""A web server that is told to stop: whoever is there is served, wherever it is."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.config.small_server import FORM, GET, SECONDS, THE_REST, Server, answer, serving
from tests.config.stopping_app import ENTERED, RELEASED
from tests.demos.waiting import wait_until

MANY = 30


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as server:
        yield server


def test_a_request_in_progress_is_finished(server: Server, tmp_path: Path) -> None:
    connection = server.connect(f"GET /wait?{tmp_path} HTTP/1.1\r\nHost: site\r\n\r\n".encode())
    wait_until((tmp_path / ENTERED).exists)
    server.process.terminate()
    wait_until(lambda: not server.accepts())
    (tmp_path / RELEASED).touch()
    assert answer(connection)[1] == b"here"
    assert server.process.wait(SECONDS) == 0


def test_a_request_that_is_still_arriving_is_served(server: Server) -> None:
    connection = server.connect(FORM)
    assert answer(server.connect(GET))[1] == b"here"  # accepted later, so that one was, too
    server.process.terminate()
    wait_until(lambda: not server.accepts())
    connection.sendall(THE_REST)
    assert answer(connection)[1] == b"10"


def test_who_is_connected_may_still_ask_once(server: Server) -> None:
    silent, kept_alive = server.connect(), server.connect(GET)
    assert answer(kept_alive) == (200, b"here", "keep-alive")
    server.process.terminate()
    wait_until(lambda: not server.accepts())
    for connection in (silent, kept_alive):
        connection.sendall(GET)
        assert answer(connection)[1:] == (b"here", "close")


def test_who_has_not_been_accepted_yet_is_served(server: Server) -> None:
    worker = server.worker()
    os.kill(worker, signal.SIGSTOP)
    waiting = [server.connect(GET) for _ in range(MANY)]
    server.process.terminate()
    os.kill(worker, signal.SIGTERM)  # whichever comes first when it goes on
    os.kill(worker, signal.SIGCONT)
    assert [answer(connection)[1] for connection in waiting] == [b"here"] * MANY
    assert server.process.wait(SECONDS) == 0


def test_a_proxy_is_told_before_nobody_answers_any_more() -> None:
    with serving(DRAIN_SECONDS="2") as server:
        server.process.terminate()

        def is_draining() -> bool:
            return answer(server.connect(GET.replace(b"/ ", b"/healthz ")))[0] == 503

        wait_until(is_draining)
        assert server.process.poll() is None
        wait_until(lambda: not server.accepts())
        assert server.process.wait(SECONDS) == 0
