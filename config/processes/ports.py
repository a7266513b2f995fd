"""Ports that nobody listens on."""

import socket
from contextlib import ExitStack, closing

from config.processes.addresses import host_and_port
from config.processes.errors import CannotStart


def require_free_port(host: str, port: int, setting: str) -> None:
    """CannotStart, with the setting that chooses another one, where we could not listen."""
    with closing(socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise CannotStart(
                f"cannot listen on {host_and_port(host, port)} ({error.strerror}). Choose another "
                f"{setting} (or host), for example: {setting}={port + 1} make start"
            ) from None


def free_ports(count: int) -> list[int]:
    """Different ports of loopback; held together while they are chosen, free when they are returned."""
    with ExitStack() as held:
        probes = [held.enter_context(closing(socket.socket())) for _ in range(count)]
        for probe in probes:
            probe.bind(("127.0.0.1", 0))
        return [probe.getsockname()[1] for probe in probes]
