"""The test's PostgreSQL listens on loopback only: whoever connects here is led there."""

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from socket import SHUT_WR, create_connection, socket


class _Relay(socketserver.ThreadingTCPServer):
    daemon_threads = True
    there: tuple[str, int]


class _Line(socketserver.BaseRequestHandler):
    def handle(self) -> None:
        assert isinstance(self.server, _Relay)
        with create_connection(self.server.there) as there:
            back = threading.Thread(target=_carry, args=(there, self.request))
            back.start()
            _carry(self.request, there)
            back.join()


@contextmanager
def relay(address: str, there: tuple[str, int]) -> Iterator[int]:
    """The port at `address` that leads to `there`."""
    with _Relay((address, 0), _Line) as server:
        server.there = there
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield server.server_address[1]
        finally:
            server.shutdown()
            thread.join()


def _carry(source: socket, target: socket) -> None:
    with suppress(OSError):
        while content := source.recv(65536):
            target.sendall(content)
    with suppress(OSError):
        target.shutdown(SHUT_WR)
