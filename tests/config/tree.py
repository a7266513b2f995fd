"""The processes of a running tree, and tasks of the tests' own for its workers."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psutil
from redis import Redis

from config.celery import app

SECONDS = 60
SETTINGS = "tests.config.tree_settings"  # a DJANGO_SETTINGS_MODULE under which the workers know `tree_tasks`


def processes_of(data_dir: Path) -> dict[int, list[str]]:
    """Every living process that was started with this DATA_DIR: its command line by its id.

    Redis writes over its environment, but its command line names its socket.
    """
    found = {}
    for process in psutil.process_iter():
        with suppress(psutil.Error):  # it has ended meanwhile, or is somebody else's
            command = process.cmdline()
            if process.environ().get("DATA_DIR") == str(data_dir) or f"{data_dir}/" in " ".join(command):
                found[process.pid] = command
    return found


def supervisor_of(data_dir: Path) -> int:
    return next(pid for pid, command in processes_of(data_dir).items() if "supervisor.supervisord" in command)


def demo_workers_of(data_dir: Path) -> list[int]:
    """The main processes: one, or none for the moment."""
    programs = psutil.Process(supervisor_of(data_dir)).children()
    found = []
    for program in programs:
        with suppress(psutil.Error):
            if "demos@%h" in program.cmdline():
                found.append(program.pid)
    return found


def wait_until(condition: Callable[[], bool], what: str, seconds: float = SECONDS) -> None:
    limit = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < limit, f"waited {seconds} s in vain until {what}"
        time.sleep(0.05)


@contextmanager
def broker_of(data_dir: Path) -> Iterator[Redis]:
    with Redis(unix_socket_path=str(data_dir / "run" / "redis.sock")) as client:
        yield client


def send(data_dir: Path, task: str, *, queue: str) -> None:
    """Queue one of `tree_tasks` by its name."""
    url = f"redis+socket://{data_dir}/run/redis.sock"
    with app.connection_for_write(url) as connection:
        app.send_task(f"tests.config.tree_tasks.{task}", queue=queue, connection=connection)
