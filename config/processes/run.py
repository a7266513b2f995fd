"""One part of the site, for service managers, containers and tests: `python -m config.processes.run ROLE`.

It reads the same environment as `make start`, says in one line what is missing, and then becomes that part's
program, so that whoever started it has its process, its signals and its exit status.
"""

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType

from django.core.exceptions import ImproperlyConfigured

from config.processes.broker import Broker
from config.processes.errors import CannotStart
from config.processes.notifying import keep_from_the_master
from config.processes.programs import SECONDS_AS_A_SERVICE, Program, WebServer, programs

BASE_DIR = Path(__file__).resolve().parents[2]
ROLES = ("web", "stage", "worker-demos", "worker-site", "beat", "mail-sink", "valve")
USAGE = f"usage: python -m config.processes.run {{{'|'.join(ROLES)}}}"


def main(arguments: Sequence[str]) -> None:
    """Become that role's program. Exit status 1 where a setting is missing, 2 where there is no such role."""
    if len(arguments) != 1 or arguments[0] not in ROLES:
        print(USAGE, file=sys.stderr)
        sys.exit(2)
    try:
        program = program_of(arguments[0])
    except (CannotStart, ImproperlyConfigured) as error:
        sys.exit(f"Cannot start {arguments[0]}: {error}")
    os.environ["CELERY_SKIP_CHECKS"] = "1"  # `prepare` made them; they would load every page into a worker
    keep_from_the_master()
    os.environ.update(program.environment)
    os.chdir(BASE_DIR)
    os.execv(program.command[0], program.command)  # noqa: S606


def program_of(role: str) -> Program:
    """What runs as that role under this environment. CannotStart where something of it is missing."""
    os.environ.setdefault("DEBUG", "0")  # whoever runs the parts one by one serves others
    _require("REDIS_URL", "the broker that all parts share, for example redis://127.0.0.1:6379/0")
    if role == "valve":
        for name in ("VALVE_SOCKET", "VALVE_CONTROL"):
            _require(name, "where its unix socket shall be, the same for every part")
    from config import settings  # noqa: PLC0415  reads the environment as it is now, and complains about it

    if role in {"web", "stage"}:
        _require_static_files(settings)
    return {program.name: program for program in _programs(settings)}[role]


def _programs(settings: ModuleType) -> list[Program]:
    return programs(
        broker=Broker(settings.REDIS_URL),
        web=WebServer(settings.HOST, settings.PORT, settings.WEB_THREADS, settings.WEB_PROCESSES),
        stage=WebServer(settings.STAGE_HOST, settings.STAGE_PORT, settings.STAGE_SLOTS),
        demo_workers=settings.DEMO_WORKERS,
        seconds_to_finish=SECONDS_AS_A_SERVICE + settings.DRAIN_SECONDS,
    )


def _require(name: str, meaning: str) -> None:
    if not os.environ.get(name):
        raise CannotStart(f"{name} is not set: {meaning}.")


def _require_static_files(settings: ModuleType) -> None:
    """Without them every page would be a failure."""
    if not settings.DEBUG and not (settings.STATIC_ROOT / "staticfiles.json").exists():
        raise CannotStart(
            f"{settings.STATIC_ROOT} holds no static files. Prepare first: python -m config.processes.prepare"
        )


if __name__ == "__main__":
    main(sys.argv[1:])
