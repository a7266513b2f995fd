"""`make start`: everything the site needs, as one supervised tree that ends together."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from types import FrameType, ModuleType
from typing import NoReturn

from django.core.exceptions import ImproperlyConfigured

from config.processes.addresses import host_and_port
from config.processes.broker import Broker, choose_broker, require_answer
from config.processes.decided import kept_decisions
from config.processes.errors import CannotStart
from config.processes.folders import Folders, make_folders, only_one, private_key
from config.processes.ports import free_ports, require_free_port
from config.processes.programs import Program, WebServer, programs, supervisor_configuration
from config.processes.readiness import parts_not_ready
from config.processes.sockets import VALVE, VALVE_CONTROL, socket_folder
from config.processes.supervision import Supervisor

BASE_DIR = Path(__file__).resolve().parents[2]
LOOPBACK = "127.0.0.1"
SECONDS_TO_GET_READY = 90


class Stopped(Exception):
    """Somebody asked us to end."""


def main() -> None:
    """Start the tree, say when it is ready, end it when asked to; exit status 1 where it cannot start."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _stop)
    try:
        start()
    except Stopped:
        pass
    except (CannotStart, ImproperlyConfigured) as error:
        sys.exit(f"Cannot start: {error}")


def _stop(number: int, frame: FrameType | None) -> NoReturn:
    for also in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(also, signal.SIG_IGN)  # a second Ctrl-C must not cut the clean end short
    raise Stopped


def start() -> None:
    """Prepare, start, announce, and wait until the tree ends or is ended."""
    given = frozenset(os.environ)
    folders = make_folders(Path(os.environ.get("DATA_DIR") or BASE_DIR / "var").absolute())
    with only_one(folders) as lock, socket_folder(folders.data) as sockets:
        settings = _settings(folders)
        _require_free_ports(settings)
        broker = choose_broker(folders.data, sockets)
        if not broker.command:
            require_answer(broker.url)
        os.environ["REDIS_URL"] = broker.url
        os.environ["VALVE_SOCKET"] = str(sockets / VALVE)
        os.environ["VALVE_CONTROL"] = str(sockets / VALVE_CONTROL)
        _prepare()
        # They have just been made, and would load every page into a worker.
        os.environ["CELERY_SKIP_CHECKS"] = "1"
        configuration = supervisor_configuration(
            _tree(settings, broker), folder=BASE_DIR, run_dir=folders.run, log_dir=folders.log
        )
        with (
            kept_decisions(folders.run, given=given),
            Supervisor(configuration, folders, lock=lock) as supervisor,
        ):
            _announce_when_ready(supervisor, settings, folders)
            supervisor.wait()
            raise CannotStart(f"the supervisor ended by itself; {folders.log} says why.")


def _settings(folders: Folders) -> ModuleType:
    """The settings under the environment of this start, which every process of the tree inherits.

    Where nobody said DEBUG or SECRET_KEY, it is served as strangers would see it, with a key of its own;
    the ports that nobody has to know are free ones.
    """
    os.environ["DATA_DIR"] = str(folders.data)
    for name, port in zip(("MAIL_SINK_PORT", "STAGE_PORT"), free_ports(2), strict=True):
        os.environ.setdefault(name, str(port))
    if "DEBUG" not in os.environ and "SECRET_KEY" not in os.environ:
        os.environ.update(DEBUG="0", SECRET_KEY=private_key(folders))
    from config import settings  # noqa: PLC0415  reads the environment as it is now, and complains about it

    return settings


def _require_free_ports(settings: ModuleType) -> None:
    require_free_port(settings.HOST, settings.PORT, "PORT")
    require_free_port(settings.MAIL_SINK_HOST, settings.MAIL_SINK_PORT, "MAIL_SINK_PORT")
    if _runs_the_stage():
        require_free_port(settings.STAGE_HOST, settings.STAGE_PORT, "STAGE_PORT")


def _runs_the_stage() -> bool:
    return "STAGE_URL" not in os.environ


def _tree(settings: ModuleType, broker: Broker) -> list[Program]:
    stage = WebServer(settings.STAGE_HOST, settings.STAGE_PORT, settings.STAGE_SLOTS)
    return programs(
        broker=broker,
        web=WebServer(settings.HOST, settings.PORT, settings.WEB_THREADS, settings.WEB_PROCESSES),
        stage=stage if _runs_the_stage() else None,
        demo_workers=settings.DEMO_WORKERS,
    )


def _prepare() -> None:
    done = subprocess.run([sys.executable, "-m", "config.processes.prepare"], cwd=BASE_DIR, check=False)
    if done.returncode:
        raise SystemExit(1)  # it has already said why


def _announce_when_ready(supervisor: Supervisor, settings: ModuleType, folders: Folders) -> None:
    address = _address_here(settings.HOST, settings.PORT)
    limit = time.monotonic() + SECONDS_TO_GET_READY
    while waiting_for := parts_not_ready(address):
        if not supervisor.running():
            raise CannotStart(f"the supervisor ended; {folders.log} says why.")
        if time.monotonic() > limit:
            raise CannotStart(
                f"no answer from {', '.join(waiting_for)} within {SECONDS_TO_GET_READY} seconds; "
                f"{folders.log} says why."
            )
        time.sleep(0.1)
    others = f", for other machines at {settings.SITE_FOR_PHONES}/" if settings.SITE_FOR_PHONES else ""
    print(
        f"Behind the Scenes is ready at {address}{others} ({settings.WEB_THREADS} web threads, "
        f"{settings.DEMO_WORKERS} demo workers; Ctrl-C ends it)",
        flush=True,
    )


def _address_here(host: str, port: int) -> str:
    """The site's address on this machine; one that listens everywhere is found on loopback."""
    here = {"0.0.0.0": LOOPBACK, "::": "::1"}.get(host, host)  # noqa: S104  compared with, never bound to
    return f"http://{host_and_port(here, port)}/"


if __name__ == "__main__":
    main()
