"""A real Redis that an ordeal starts, freezes, kills and starts again, with what it had written or not."""

import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from redis import Redis, RedisError

SOCKET = "broker.sock"  # below the folder of the ordeal, as FAULTS has it
SECONDS_TO_START = 30


class RedisServer:
    """It keeps what it is told as the site's own does: in an append-only file."""

    def __init__(self, folder: Path) -> None:
        self._socket, self._data = folder / SOCKET, folder / "redis"
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"unix://{self._socket}"

    def start(self) -> None:
        """Returns when it answers. Raises RuntimeError."""
        self._data.mkdir(exist_ok=True)
        server = shutil.which("redis-server") or shutil.which("valkey-server")
        if not server:
            raise RuntimeError("no redis-server and no valkey-server on PATH")
        command = [server, "--port", "0", "--unixsocket", str(self._socket), "--dir", str(self._data)]
        keep = ["--appendonly", "yes", "--appendfsync", "everysec", "--save", ""]
        self._process = subprocess.Popen([*command, *keep], stdout=subprocess.DEVNULL)
        limit = time.monotonic() + SECONDS_TO_START
        while not self._answers():
            if time.monotonic() > limit:
                raise RuntimeError("Redis does not answer")
            time.sleep(0.02)

    def kill(self) -> None:
        """kill -9."""
        if self._process:
            self._process.kill()
            self._process.wait()

    def restart(self) -> None:
        """With everything that it had written down."""
        self.kill()
        self.start()

    def restart_empty(self) -> None:
        """All its data lost, as on a new machine."""
        self.kill()
        shutil.rmtree(self._data)
        self.start()

    def freeze(self) -> None:
        """It keeps its connections, takes new ones, and says nothing."""
        self._signal(signal.SIGSTOP)

    def thaw(self) -> None:
        """It goes on where it was."""
        self._signal(signal.SIGCONT)

    def _signal(self, number: signal.Signals) -> None:
        if self._process:
            self._process.send_signal(number)

    def _answers(self) -> bool:
        try:
            with Redis(unix_socket_path=str(self._socket), socket_timeout=1) as client:
                return bool(client.ping())
        except RedisError:
            return False


@contextmanager
def redis_server(folder: Path) -> Iterator[RedisServer]:
    """One that answers; it has ended when the context has."""
    server = RedisServer(folder)
    try:
        server.start()
        yield server
    finally:
        server.kill()
