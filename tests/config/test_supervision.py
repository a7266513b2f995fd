"""Programs that are killed, and programs that are busy when the tree ends."""

import os
import signal
import socket
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from pathlib import Path

import httpx
import psutil
import pytest
from redis import Redis

from tests.config.tree import (
    SECONDS,
    SETTINGS,
    broker_of,
    demo_workers_of,
    processes_of,
    send,
    supervisor_of,
    wait_until,
)
from tests.config.tree_tasks import BEATS, STARTS, TICKS
from tests.site import Site, running_site

pytestmark = pytest.mark.tree

USERS = 200
KILLS = 8  # more than the starts after which supervisord gives other programs up


def number(broker: Redis, key: str) -> float:
    value = broker.get(key)
    assert value is None or isinstance(value, bytes)
    return float(value or 0)


@pytest.fixture
def own_site(tmp_path: Path) -> Iterator[Site]:
    with running_site(tmp_path / "var", DEMO_WORKERS="1", DJANGO_SETTINGS_MODULE=SETTINGS) as site:
        yield site


class TestAKilledWorker:
    def test_comes_back_however_often_and_soon_it_is_killed(self, own_site: Site) -> None:
        killed: set[int] = set()
        while len(killed) < KILLS:
            wait_until(lambda: bool(set(demo_workers_of(own_site.data_dir)) - killed), "a new one is there")
            with suppress(ProcessLookupError):
                for pid in demo_workers_of(own_site.data_dir):
                    os.kill(pid, signal.SIGKILL)
                    killed.add(pid)
        wait_until(lambda: bool(set(demo_workers_of(own_site.data_dir)) - killed), "the last one is there")
        wait_until(lambda: httpx.get(f"{own_site.url}/readyz").status_code == 200, "the site is ready again")

    @pytest.mark.skipif(sys.platform != "linux", reason="no other system tells a process of its parent's end")
    def test_takes_its_children_with_it(self, own_site: Site) -> None:
        with broker_of(own_site.data_dir) as broker:
            send(own_site.data_dir, "work_for_ever", queue="demos")
            wait_until(lambda: number(broker, STARTS) == 1, "a child is at work")
            [worker] = demo_workers_of(own_site.data_dir)
            children = psutil.Process(worker).children()
            assert children
            os.kill(worker, signal.SIGKILL)
            _, alive = psutil.wait_procs(children, timeout=2)
            assert alive == []
            last_beat = number(broker, BEATS)
            wait_until(lambda: bool(demo_workers_of(own_site.data_dir)), "a new worker is there")
            assert number(broker, BEATS) == last_beat


class TestABusyWorkerOfTheSite:
    def test_goes_on_with_the_housekeeping_and_does_not_delay_the_end(self, own_site: Site) -> None:
        with broker_of(own_site.data_dir) as broker:
            send(own_site.data_dir, "work_for_ever", queue="load")
            wait_until(lambda: number(broker, STARTS) == 1, "the load test has begun")
            before = number(broker, TICKS)
            wait_until(lambda: number(broker, TICKS) > before + 1, "the housekeeping goes on")
        began = time.monotonic()
        own_site.process.terminate()
        assert own_site.process.wait(SECONDS) == 0
        assert time.monotonic() - began < 20
        assert processes_of(own_site.data_dir) == {}


def stage_of(data_dir: Path) -> psutil.Process:
    programs = psutil.Process(supervisor_of(data_dir)).children()
    return next(program for program in programs if program.environ().get("STAGE"))


def answers(url: str) -> bool:
    try:
        return httpx.get(url).is_success
    except httpx.TransportError:
        return False


class TestTheStage:
    def test_lets_a_full_class_queue_and_is_brought_back(self, own_site: Site) -> None:
        before = stage_of(own_site.data_dir)
        port = before.cmdline()[before.cmdline().index("--bind") + 1].rpartition(":")[2]
        with ExitStack() as users:
            connections = [
                users.enter_context(socket.create_connection(("127.0.0.1", int(port)), timeout=SECONDS))
                for _ in range(USERS)
            ]
            for connection in connections:
                connection.sendall(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
            for connection in connections:
                assert connection.recv(100).startswith(b"HTTP/1.1 200")
                connection.close()
        before.kill()
        before.wait(SECONDS)
        wait_until(lambda: answers(f"http://127.0.0.1:{port}/healthz"), "it is back")
        assert stage_of(own_site.data_dir) != before
