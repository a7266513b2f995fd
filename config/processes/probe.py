"""Does this host's part of the site do its work? `python -m config.processes.probe ROLE`.

For the health checks of containers: exit status 0 or 1. One that listens is asked there, and no settings are
read but where; the others are asked through the broker.
"""

import os
import socket
import sys
from collections.abc import Sequence
from http.client import HTTPException
from urllib.request import urlopen

from config.processes.addresses import host_and_port

SECONDS_TO_ANSWER = 3
HERE = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104  where one that listens everywhere is found


def main(arguments: Sequence[str]) -> None:
    """Exit status 2 where there is nothing to ask."""
    match arguments:
        case ["web"]:
            sys.exit(not _is_healthy(_host("HOST"), _port("PORT", 8000)))
        case ["stage"]:
            sys.exit(not _takes_connections(_host("STAGE_HOST"), _port("STAGE_PORT", 8002)))
        case ["mail-sink"]:
            sys.exit(not _takes_connections(_host("MAIL_SINK_HOST"), _port("MAIL_SINK_PORT", 8025)))
        case ["valve"]:
            sys.exit(not _takes_connections_at(os.environ.get("VALVE_SOCKET", "")))
        case ["worker-demos" | "worker-site" as role]:
            from config.processes.pulse import worker_answers  # noqa: PLC0415  the others stay small

            sys.exit(not worker_answers(role.removeprefix("worker-")))
        case ["beat"]:
            from config.processes.pulse import clock_ticks  # noqa: PLC0415

            sys.exit(not clock_ticks())
    sys.exit(2)


def _host(name: str) -> str:
    host = os.environ.get(name) or "127.0.0.1"
    return HERE.get(host, host)


def _port(name: str, default: int) -> int:
    return int(os.environ.get(name) or default)


def _is_healthy(host: str, port: int) -> bool:
    try:
        with urlopen(f"http://{host_and_port(host, port)}/healthz", timeout=SECONDS_TO_ANSWER):
            return True
    except (OSError, HTTPException):
        return False


def _takes_connections(host: str, port: int) -> bool:
    try:
        socket.create_connection((host, port), SECONDS_TO_ANSWER).close()
    except OSError:
        return False
    return True


def _takes_connections_at(path: str) -> bool:
    with socket.socket(socket.AF_UNIX) as connection:
        connection.settimeout(SECONDS_TO_ANSWER)
        try:
            connection.connect(path)
        except OSError:
            return False
    return True


if __name__ == "__main__":
    main(sys.argv[1:])
