"""A site on four hosts: two web servers and two workers, which share everything that is kept."""

import os
import secrets
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest
from django.conf import settings
from redis import Redis, RedisError

from tests.demos.waiting import wait_until
from tests.hosts.network import Network, is_possible, network
from tests.hosts.relay import relay
from tests.lacking import lacking
from tests.lending import ROOT
from tests.object_store import ObjectStore, object_store
from tests.postgres import NAME, new_database, programs, running_postgres
from tests.site import foreign_environment, free_port

WEB, WORKERS = ("web-1", "web-2"), ("worker-1", "worker-2")
PORT = 8000
SECONDS_TO_START = 90
SECONDS_TO_END = 3  # what they have begun is nobody's any more


@dataclass(frozen=True)
class Hosts:
    """`urls` of the web servers, by host; `broker` is what all of them know as REDIS_URL."""

    urls: dict[str, str]
    broker: str
    store: ObjectStore


@pytest.fixture(scope="module")
def hosts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hosts]:
    """The whole site, each part on a host of its own."""
    if not is_possible():
        lacking("network namespaces (ip netns, as root)")
    folder = tmp_path_factory.mktemp("hosts")
    with ExitStack() as stack:
        net = stack.enter_context(network(*WEB, *WORKERS))
        store = stack.enter_context(object_store(net.address))
        shared = {
            "SECRET_KEY": secrets.token_urlsafe(40),
            "DEBUG": "0",
            "DATABASE_URL": stack.enter_context(_database(net)),
            "REDIS_URL": stack.enter_context(_broker(net, folder)),
            "STORAGE_URL": store.url,
            "MAIL_SINK_HOST": net.address,
            "MAIL_SINK_PORT": str(free_port()),
            "DEMO_WORKERS": "1",
        }
        _start_all(stack, net, folder, shared)
        urls = {name: f"http://{net.hosts[name].address}:{PORT}" for name in WEB}
        for url in urls.values():
            wait_until(lambda url=url: _says_two_workers(url), SECONDS_TO_START)  # type: ignore[misc]
        yield Hosts(urls, shared["REDIS_URL"], store)


def _start_all(stack: ExitStack, net: Network, folder: Path, shared: dict[str, str]) -> None:
    first = folder / WEB[0]
    shutil.copytree(settings.DATA_DIR / "samples", first / "samples")
    subprocess.run(
        [sys.executable, "-m", "config.processes.prepare"],
        cwd=ROOT,
        env=_environment(first, shared),
        check=True,
    )
    shutil.copytree(first, folder / WEB[1])
    stack.enter_context(_running("mail-sink", (), folder / "mail", shared))
    for name in WEB:
        host = net.hosts[name]
        own = shared | {"HOST": host.address, "PORT": str(PORT)}
        stack.enter_context(_running("web", host.words, folder / name, own))
    for name in WORKERS:
        stack.enter_context(_running("worker-demos", net.hosts[name].words, folder / name, shared))


@contextmanager
def _running(
    role: str, words: tuple[str, ...], data_dir: Path, environment: dict[str, str]
) -> Iterator["subprocess.Popen[bytes]"]:
    data_dir.mkdir(exist_ok=True)
    with (data_dir / f"{role}.log").open("wb") as log:
        process = subprocess.Popen(
            [*words, sys.executable, "-m", "config.processes.run", role],
            cwd=ROOT,
            env=_environment(data_dir, environment),
            stdout=log,
            stderr=log,
        )
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(SECONDS_TO_END)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _environment(data_dir: Path, environment: dict[str, str]) -> dict[str, str]:
    return {**foreign_environment(), "DATA_DIR": str(data_dir), **environment}


@contextmanager
def _database(net: Network) -> Iterator[str]:
    """As the hosts reach it: a new one on the suite's server, or on one of our own."""
    with ExitStack() as stack:
        server = os.environ.get("DATABASE_URL", "")
        if not server.startswith("postgres"):
            if not programs():
                lacking(NAME)
            server = stack.enter_context(running_postgres())
        database = urlsplit(stack.enter_context(new_database(server)))
        assert database.hostname is not None
        port = stack.enter_context(relay(net.address, (database.hostname, database.port or 5432)))
        user = database.netloc.rpartition("@")[0]
        yield database._replace(netloc=f"{user}@{net.address}:{port}").geturl()


@contextmanager
def _broker(net: Network, folder: Path) -> Iterator[str]:
    """A Redis that asks for a password."""
    server = shutil.which("redis-server") or shutil.which("valkey-server")
    if not server:
        lacking("redis-server")
    port, password = free_port(), secrets.token_urlsafe(12)
    where = ("--bind", net.address, "--port", str(port), "--requirepass", password, "--dir", str(folder))
    process = subprocess.Popen((server, *where, "--save", ""), stdout=subprocess.DEVNULL)
    try:
        url = f"redis://:{password}@{net.address}:{port}/0"
        wait_until(lambda: _answers(url))
        yield url
    finally:
        process.kill()
        process.wait()


def _answers(url: str) -> bool:
    with Redis.from_url(url) as client:
        try:
            return bool(client.ping())
        except RedisError:
            return False


def _says_two_workers(url: str) -> bool:
    try:
        return "2 workers ready" in httpx.get(f"{url}/demos/workers/", timeout=10).text
    except httpx.HTTPError:
        return False
