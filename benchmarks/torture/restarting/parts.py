"""The parts of a site as processes of their own, each by its role, the web servers behind one open door.

Where root starts them they run as nobody, who may read everything, wherever Python lives, but write only
where the site's data is: the code is read-only to them.
"""

import os
import secrets
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

import httpx

from config.processes.broker import choose_broker
from tests.demos.waiting import wait_until
from tests.lending import ROOT
from tests.site import foreign_environment, free_port

SECONDS_TO_START, SECONDS_TO_STOP = 180, 100
AS_NOBODY = (
    (
        *("setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups", "--no-new-privs"),
        *("--inh-caps=-all,+dac_read_search", "--ambient-caps=+dac_read_search"),
        "--bounding-set=-all,+dac_read_search",
    )
    if os.geteuid() == 0
    else ()
)
WEB_SERVERS = ("web 1", "web 2")
OTHERS = ("valve", "mail-sink", "worker-demos", "worker-site", "beat", "stage")
# As systemd hands the door over: descriptor 3, meant for this very process.
AT_THE_DOOR = 'LISTEN_FDS=1 LISTEN_PID=$$ exec "$@" 3<&{door}'


class Parts:
    """`url` stays the same, because the door is kept open while its web servers change. At `mail_port` of
    loopback all letters are delivered, as long as the mail sink or somebody in its place is there.
    """

    def __init__(self, data_dir: Path) -> None:
        self._door = socket.create_server(("127.0.0.1", 0), backlog=2048)
        self.url = f"http://127.0.0.1:{self._door.getsockname()[1]}"
        self._data_dir, self._sockets = data_dir, data_dir / "run"
        self.mail_port = free_port()
        for folder in (data_dir, self._sockets, data_dir / "log"):
            folder.mkdir(parents=True, exist_ok=True)
        self._environment = {
            **foreign_environment(),
            **{name: os.environ[name] for name in ("DATABASE_URL", "STORAGE_URL") if name in os.environ},
            "DATA_DIR": str(data_dir),
            "SECRET_KEY": secrets.token_urlsafe(48),
            "MAIL_SINK_PORT": str(self.mail_port),
            "STAGE_PORT": str(free_port()),
            "VALVE_SOCKET": str(self._sockets / "valve.sock"),
            "VALVE_CONTROL": str(self._sockets / "control.sock"),
            "REDIS_URL": f"unix://{self._sockets / 'redis.sock'}",
            "LOG_LEVEL": "WARNING",
            "HOME": "/nonexistent",
            "PYTHONDONTWRITEBYTECODE": "1",
        }
        self._running: dict[str, subprocess.Popen[bytes]] = {}

    def prepare(self) -> None:
        """The broker runs, and all is in place. Raises subprocess.CalledProcessError."""
        _give_away(self._data_dir)
        with _without("REDIS_URL"):
            broker = choose_broker(self._data_dir, self._sockets)
        _give_away(self._data_dir)
        self._start("broker", broker.command or ())
        subprocess.run(
            [*AS_NOBODY, sys.executable, "-m", "config.processes.prepare"],
            cwd=ROOT,
            env=self._environment,
            check=True,
        )

    def start(self, part: str) -> None:
        """Its role is its name's first word. A web server is there when this returns."""
        role = part.split(maxsplit=1)[0]
        command = (sys.executable, "-m", "config.processes.run", role)
        if role != "web":
            self._start(part, command)
            return
        with _listening(self._sockets / "notify") as (address, was_told):
            door = AT_THE_DOOR.format(door=self._door.fileno())
            self._start(part, ("sh", "-c", door, "sh", *command), NOTIFY_SOCKET=address)
            wait_until(was_told, SECONDS_TO_START)

    def stop(self, part: str) -> int:
        """As a service manager does: SIGTERM to the parent only. Returns its exit status."""
        process = self._running.pop(part)
        process.terminate()
        return process.wait(SECONDS_TO_STOP)

    def wait_until_ready(self) -> None:
        """Until every part answers."""
        wait_until(lambda: httpx.get(f"{self.url}/readyz", timeout=10).is_success, SECONDS_TO_START)

    def end(self) -> None:
        """All of them, the broker last: without it workers cannot give back what they have fetched."""
        broker = self._running.pop("broker", None)
        _end(list(self._running.values()))
        _end([broker] if broker else [])
        self._door.close()

    def _start(self, part: str, command: tuple[str, ...], **environment: str) -> None:
        with (self._data_dir / "log" / f"{part.replace(' ', '-')}.log").open("ab") as log:
            self._running[part] = subprocess.Popen(
                [*AS_NOBODY, *command],
                cwd=ROOT,
                env=self._environment | environment,
                stdout=log,
                stderr=log,
                pass_fds=[self._door.fileno()],
            )


@contextmanager
def running_parts(data_dir: Path) -> Iterator[Parts]:
    """Every part, ready."""
    parts = Parts(data_dir)
    try:
        parts.prepare()
        for part in (*OTHERS, *WEB_SERVERS):
            parts.start(part)
        parts.wait_until_ready()
        yield parts
    finally:
        parts.end()


def _end(processes: Sequence[subprocess.Popen[bytes]]) -> None:
    for process in processes:
        process.terminate()
    for process in processes:
        with suppress(subprocess.TimeoutExpired):
            process.wait(SECONDS_TO_STOP)
        process.kill()
        process.wait()


def _give_away(folder: Path) -> None:
    """To nobody, who must also get there."""
    if not AS_NOBODY:
        return
    for parent in (folder.parent, folder.parent.parent):
        parent.chmod(parent.stat().st_mode | 0o011)
    for path in (folder, *folder.rglob("*")):
        shutil.chown(path, "nobody", "nogroup")


@contextmanager
def _without(name: str) -> Iterator[None]:
    value = os.environ.pop(name, None)
    try:
        yield
    finally:
        if value is not None:
            os.environ[name] = value


@contextmanager
def _listening(path: Path) -> Iterator[tuple[str, "WasTold"]]:
    """A socket for sd_notify(3), and whether anybody has said anything there."""
    path.unlink(missing_ok=True)
    with ExitStack() as stack:
        listener = stack.enter_context(socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM))
        listener.bind(str(path))
        path.chmod(0o666)
        listener.setblocking(False)
        yield str(path), WasTold(listener)


class WasTold:
    """True once something has come."""

    def __init__(self, listener: socket.socket) -> None:
        self._listener = listener

    def __call__(self) -> bool:
        with suppress(BlockingIOError):
            return bool(self._listener.recv(100))
        return False
