"""One part of the site by its role."""

import os
import socket
import subprocess
import sys
from http import HTTPStatus
from pathlib import Path

import httpx
import pytest

from config.processes.run import ROLES
from tests.demos.waiting import wait_until
from tests.lending import ROOT, lend
from tests.site import OURS, foreign_environment, free_port

COMPLETE = {
    "SECRET_KEY": "long and of no use to anybody",
    "REDIS_URL": "redis://127.0.0.1:1/0",
    "VALVE_SOCKET": "/nowhere/valve.sock",
    "VALVE_CONTROL": "/nowhere/control.sock",
    "PORT": "8123",
    "STAGE_PORT": "8124",
}
SHOW = """
import sys
from config.processes.run import program_of
print(*program_of(sys.argv[1]).command, sep="\\n")
"""


def run(*arguments: str, without: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
    """A process with a complete environment but for one variable."""
    clean = {name: value for name, value in os.environ.items() if name not in OURS}
    clean |= COMPLETE | environment
    clean.pop(without, None)
    return subprocess.run(
        [sys.executable, *arguments], cwd=ROOT, env=clean, capture_output=True, text=True, check=False
    )


@pytest.fixture
def prepared(tmp_path: Path) -> str:
    """A DATA_DIR in which the static files are in place."""
    (tmp_path / "static").mkdir()
    (tmp_path / "static" / "staticfiles.json").touch()
    return str(tmp_path)


@pytest.mark.parametrize(
    ("role", "tells"),
    [
        ("web", "127.0.0.1:8123"),
        ("stage", "127.0.0.1:8124"),
        ("worker-demos", "demos@%h"),
        ("worker-site", "site@%h"),
        ("beat", "config.clock"),
        ("mail-sink", "mail_sink"),
        ("valve", "demos.outage.valve"),
    ],
)
def test_every_role_has_the_program_of_the_tree(prepared: str, role: str, tells: str) -> None:
    assert role in ROLES
    shown = run("-c", SHOW, role, DATA_DIR=prepared)
    assert tells in shown.stdout.splitlines(), shown.stderr


@pytest.mark.parametrize(
    ("role", "missing"),
    [
        ("web", "SECRET_KEY"),
        ("worker-site", "SECRET_KEY"),
        ("beat", "REDIS_URL"),
        ("valve", "VALVE_SOCKET"),
        ("valve", "VALVE_CONTROL"),
    ],
)
def test_what_is_missing_is_named(prepared: str, role: str, missing: str) -> None:
    refused = run("-m", "config.processes.run", role, without=missing, DATA_DIR=prepared)
    assert refused.returncode == 1
    assert refused.stderr.startswith(f"Cannot start {role}: {missing}")
    assert len(refused.stderr.splitlines()) == 1


def test_no_page_is_served_without_static_files(tmp_path: Path) -> None:
    refused = run("-m", "config.processes.run", "web", DATA_DIR=str(tmp_path))
    assert refused.returncode == 1
    assert f"{tmp_path}/static holds no static files" in refused.stderr


@pytest.mark.parametrize("arguments", [(), ("nobody",), ("web", "stage")])
def test_who_asks_for_no_role_is_told_them(arguments: tuple[str, ...]) -> None:
    refused = run("-m", "config.processes.run", *arguments)
    assert refused.returncode == 2
    assert all(role in refused.stderr for role in ROLES)


def test_it_becomes_the_program_itself(prepared: str) -> None:
    """The sink says where it cannot listen, in its own words and by its own exit status."""
    became = run("-m", "config.processes.run", "mail-sink", DATA_DIR=prepared, MAIL_SINK_HOST="192.0.2.1")
    assert became.returncode == 1
    assert "cannot listen on 192.0.2.1" in became.stderr


def test_the_stage_of_a_public_site_answers_in_plain_http(tmp_path: Path) -> None:
    """Who asks the site itself is sent to https; the stage knows from its first line on what it is."""
    lend(tmp_path)
    address = ("127.0.0.1", free_port())
    public = {"DATA_DIR": str(tmp_path), "PUBLIC_HOST": "learn.example", "STAGE_PORT": str(address[1])}
    stage = subprocess.Popen(
        [sys.executable, "-m", "config.processes.run", "stage"],
        cwd=ROOT,
        env={**foreign_environment(), **COMPLETE, **public},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        wait_until(lambda: listens(address))
        assert httpx.get(f"http://127.0.0.1:{address[1]}/", timeout=60).status_code == HTTPStatus.OK
    finally:
        stage.terminate()
        stage.wait(30)


def listens(address: tuple[str, int]) -> bool:
    try:
        socket.create_connection(address, 1).close()
    except OSError:
        return False
    return True
