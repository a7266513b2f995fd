"""A real Redis for tests, as a process that can be frozen, and the Celery application connected to it."""

import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from redis import Redis, RedisError

from config.celery import app
from config.processes.broker import choose_broker
from config.processes.sockets import socket_folder
from tests.demos.waiting import wait_until


class RunningBroker:
    """Waits in it what the test has queued; nobody takes anything out."""

    def __init__(self, command: tuple[str, ...], socket: Path) -> None:
        self.url = f"redis+socket://{socket}"
        self._process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        self._client = Redis(unix_socket_path=str(socket))

    def answers(self) -> bool:
        try:
            return bool(self._client.ping())
        except RedisError:
            return False

    def depth(self, queue: str) -> int:
        """How many messages wait in the queue of that name."""
        length = self._client.llen(queue)
        assert isinstance(length, int)
        return length

    def forget_everything(self) -> None:
        """As if it had been started anew, without what it had written down."""
        self._client.flushall()

    @contextmanager
    def one_taken(self, queue: str) -> Iterator[None]:
        """Within the block a worker has the oldest message, and has not acknowledged it."""
        with app.connection_for_read() as connection:
            channel: Any = connection.default_channel
            assert channel.basic_get(queue)
            yield

    def freeze(self) -> None:
        """It keeps its connections, and says nothing any more."""
        self._process.send_signal(signal.SIGSTOP)

    def close(self) -> None:
        self._client.close()
        self._process.kill()
        self._process.wait()


@contextmanager
def running_broker(folder: Path) -> Iterator[RunningBroker]:
    """Start the same broker as `make start` does, under `folder`, and let Celery use it."""
    (folder / "run").mkdir()
    with socket_folder(folder) as sockets:
        chosen = choose_broker(folder, sockets)
        assert chosen.command is not None
        assert chosen.socket is not None
        broker = RunningBroker(chosen.command, chosen.socket)
        try:
            wait_until(broker.answers)
            with celery_on(broker.url):
                yield broker
        finally:
            broker.close()


@contextmanager
def celery_on(url: str) -> Iterator[None]:
    """Let the Celery application of this process use another broker."""
    usual = app.conf.broker_url
    _use(url)
    try:
        yield
    finally:
        _use(usual)


def _use(url: str) -> None:
    app.conf.update(broker_url=url)
    app._after_fork()  # type: ignore[attr-defined]  # it forgets its connections
