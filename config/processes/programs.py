"""The programs of the tree, and their supervisor's configuration."""

import shlex
import sys
from collections.abc import Mapping
from configparser import ConfigParser
from dataclasses import dataclass, field
from pathlib import Path

from config.processes import tied
from config.processes.addresses import host_and_port
from config.processes.broker import Broker

SITE_WORKERS = 4  # housekeeping, and a few load tests that spend their time waiting for the stage
SECONDS_AT_A_TERMINAL = 8  # who presses Ctrl-C waits no longer for the last requests and tasks
SECONDS_AS_A_SERVICE = 70  # nobody waits: the slowest request (web_worker.SECONDS_FOR_A_REQUEST) may end
WORKER_CLASS = "config.web_worker.PatientWorker"


@dataclass(frozen=True)
class Program:
    """One process to keep alive; `seconds_to_stop` is how long it may take to finish what it is doing.

    One that ends within `seconds_to_prove` of its start counts as one that cannot start: it is tried again
    after ever longer pauses, and given up at the sixth time. With 0 it is brought back at once, for ever.
    `environment` is what it has beside that of whoever starts it.
    """

    name: str
    command: tuple[str, ...]
    seconds_to_stop: int = 10
    seconds_to_prove: int = 1
    environment: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class WebServer:
    """Where a web server listens, and how many requests each of its processes serves at the same time."""

    host: str
    port: int
    threads: int
    processes: int = 1


def programs(
    *,
    broker: Broker,
    web: WebServer,
    stage: WebServer | None,
    demo_workers: int,
    seconds_to_finish: int = SECONDS_AT_A_TERMINAL,
) -> list[Program]:
    """Everything one machine runs, in the order in which it starts. No `stage`: it runs somewhere else.

    Who is told to stop may take `seconds_to_finish` for the requests it is serving.
    """
    python = sys.executable
    celery = (python, "-m", "celery", "--app", "config.celery", "--quiet")
    worker = (*celery, "worker", "--without-gossip", "--without-mingle")
    tree = [
        Program("valve", (python, "-S", "-m", "demos.outage.valve"), seconds_to_stop=3),
        Program("mail-sink", (python, "manage.py", "mail_sink", "--skip-checks")),
        Program(
            "worker-demos",
            (*worker, "-Q", "demos", "-n", "demos@%h", "-c", str(demo_workers)),
            seconds_to_prove=0,  # it is there to be killed
        ),
        Program(
            "worker-site",
            (*worker, "-Q", "site,load", "-n", "site@%h", "-P", "threads", "-c", str(SITE_WORKERS)),
            seconds_to_stop=SECONDS_AT_A_TERMINAL,  # nothing else ends a thread
        ),
        Program("web", _gunicorn(python, web, seconds_to_finish)),
        Program("beat", (python, "-m", "config.clock")),
    ]
    if stage:
        command = _gunicorn(python, stage, seconds_to_finish)
        # Not by gunicorn's --env, which comes after its logger, and so after the settings, have been read.
        tree.append(Program("stage", command, environment={"STAGE": "1"}))
    return [Program("broker", broker.command), *tree] if broker.command else tree


def _gunicorn(python: str, server: WebServer, seconds_to_finish: int) -> tuple[str, ...]:
    """Whoever finds all threads taken waits: up to 1000 are accepted, 2048 more are left to the kernel."""
    return (
        *(python, "-m", "gunicorn", "config.wsgi", "--bind", host_and_port(server.host, server.port)),
        *("--workers", str(server.processes), "--threads", str(server.threads)),
        *("--worker-class", WORKER_CLASS),
        *("--logger-class", "config.logs.web_server.SiteLogger"),
        *("--timeout", "60", "--graceful-timeout", str(seconds_to_finish), "--no-control-socket"),
        *("--forwarder-headers", ""),  # no header is SCRIPT_NAME or PATH_INFO, whoever forwards it
    )


def supervisor_configuration(
    tree: list[Program], *, folder: Path, run_dir: Path, log_dir: Path
) -> ConfigParser:
    """What supervisord reads. No control socket: it is ended by a signal, and leaves nothing behind."""
    parser = ConfigParser(interpolation=None)
    tie = (sys.executable, "-IS", tied.__file__)  # so that none outlives a supervisord that is killed
    parser["supervisord"] = _escaped(
        nodaemon="true",
        silent="true",
        logfile=str(log_dir / "supervisor.log"),
        pidfile=str(run_dir / "supervisor.pid"),
        directory=str(folder),
    )
    for rank, program in enumerate(tree):
        log = str(log_dir / f"{program.name}.log").replace("%", "%%")  # it expands this one twice
        parser[f"program:{program.name}"] = _escaped(
            command=shlex.join((*tie, *program.command)),
            environment=",".join(f'{name}="{value}"' for name, value in program.environment.items()),
            priority=str(rank),
            autorestart="true",
            startsecs=str(program.seconds_to_prove),
            startretries="5",
            stopasgroup="false",
            killasgroup="true",
            stopwaitsecs=str(program.seconds_to_stop),
            stdout_logfile=log,
            stdout_logfile_maxbytes="5MB",
            stdout_logfile_backups="1",
            redirect_stderr="true",
        )
    return parser


def _escaped(**options: str) -> dict[str, str]:
    """Supervisor expands % in its options, so each one of ours is doubled."""
    return {name: value.replace("%", "%%") for name, value in options.items()}
