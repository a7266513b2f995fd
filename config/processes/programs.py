"""The programs of the tree, and their supervisor's configuration."""

import shlex
import sys
from configparser import ConfigParser
from dataclasses import dataclass
from pathlib import Path

from config.processes import tied
from config.processes.addresses import host_and_port
from config.processes.broker import Broker


@dataclass(frozen=True)
class Program:
    """One process to keep alive; `seconds_to_stop` is how long it may take to finish what it is doing."""

    name: str
    command: tuple[str, ...]
    seconds_to_stop: int = 10


def programs(*, broker: Broker, host: str, port: int, web_threads: int, demo_workers: int) -> list[Program]:
    """Everything one machine runs, in the order in which it starts."""
    python = sys.executable
    celery = (python, "-m", "celery", "--app", "config", "--quiet")
    worker = (*celery, "worker", "--without-gossip", "--without-mingle")
    tree = [
        Program("mail-sink", (python, "manage.py", "mail_sink")),
        Program("worker-demos", (*worker, "-Q", "demos", "-n", "demos@%h", "-c", str(demo_workers))),
        Program("worker-site", (*worker, "-Q", "site", "-n", "site@%h", "-P", "solo")),
        Program("web", _gunicorn(python, host_and_port(host, port), web_threads)),
        Program("beat", (*celery, "beat")),  # not within the worker: killed, that would leave its beat behind
    ]
    return [Program("broker", broker.command), *tree] if broker.command else tree


def _gunicorn(python: str, address: str, threads: int) -> tuple[str, ...]:
    return (
        *(python, "-m", "gunicorn", "config.wsgi", "--bind", address),
        *("--workers", "1", "--worker-class", "gthread", "--threads", str(threads)),
        *("--timeout", "60", "--graceful-timeout", "8", "--no-control-socket"),
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
        parser[f"program:{program.name}"] = _escaped(
            command=shlex.join((*tie, *program.command)),
            priority=str(rank),
            autorestart="true",
            startsecs="1",
            startretries="5",
            stopasgroup="false",
            killasgroup="true",
            stopwaitsecs=str(program.seconds_to_stop),
            stdout_logfile=str(log_dir / f"{program.name}.log").replace(
                "%", "%%"
            ),  # it expands this one twice
            stdout_logfile_maxbytes="5MB",
            stdout_logfile_backups="1",
            redirect_stderr="true",
        )
    return parser


def _escaped(**options: str) -> dict[str, str]:
    """Supervisor expands % in its options, so each one of ours is doubled."""
    return {name: value.replace("%", "%%") for name, value in options.items()}
