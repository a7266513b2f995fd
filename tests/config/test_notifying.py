"""Who tells a service manager that a web server serves, and when."""

import os
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from config.processes.notifying import GIVEN, KEPT, keep_from_the_master, say_ready
from tests.config.small_server import CLOSING, answer, serving


@pytest.fixture
def manager(tmp_path: Path) -> Iterator[socket.socket]:
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as listening:
        listening.bind(str(tmp_path / "notify"))
        listening.setblocking(False)
        yield listening


def test_gunicorns_master_does_not_know_whom_to_tell(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(GIVEN, "/run/notify")
    monkeypatch.delenv(KEPT, raising=False)
    keep_from_the_master()

    assert (os.environ.get(GIVEN), os.environ[KEPT]) == (None, "/run/notify")


def test_its_worker_says_when_it_serves(manager: socket.socket) -> None:
    with serving(**{KEPT: manager.getsockname()}) as server:
        answer(server.connect(CLOSING))
        assert manager.recv(100) == b"READY=1"


def test_where_nobody_wants_to_know_nothing_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(KEPT, raising=False)
    say_ready()
    monkeypatch.setenv(KEPT, "/nowhere/notify")
    say_ready()
