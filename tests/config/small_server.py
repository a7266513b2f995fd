"""gunicorn with our worker and a site as small as can be: it is there in half a second."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from http.client import HTTPResponse
from pathlib import Path

from config.processes.programs import WORKER_CLASS
from tests.demos.waiting import wait_until
from tests.lending import ROOT
from tests.site import free_port

SECONDS = 20
GET = b"GET / HTTP/1.1\r\nHost: site\r\n\r\n"
CLOSING = b"GET / HTTP/1.1\r\nHost: site\r\nConnection: close\r\n\r\n"
FORM = b"POST / HTTP/1.1\r\nHost: site\r\nContent-Length: 10\r\n\r\n12345"
THE_REST = b"67890"


@dataclass(frozen=True)
class Server:
    """Who connects stays so until the server has ended."""

    port: int
    process: subprocess.Popen[bytes]
    clients: ExitStack

    @property
    def address(self) -> tuple[str, int]:
        """For a socket."""
        return "127.0.0.1", self.port

    def connect(self, *sent: bytes) -> socket.socket:
        """A connection on which that has been said."""
        connection = self.clients.enter_context(socket.create_connection(self.address, timeout=SECONDS))
        connection.sendall(b"".join(sent))
        return connection

    def accepts(self) -> bool:
        """Whether one can connect."""
        with suppress(OSError):
            socket.create_connection(self.address, timeout=SECONDS).close()
            return True
        return False

    def worker(self) -> int:
        """The process of the only worker."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        return int(children[0])


@contextmanager
def serving(
    worker_class: str = WORKER_CLASS, port: int | None = None, **environment: str
) -> Iterator[Server]:
    """One whose worker hears signals."""
    port = port or free_port()
    process = subprocess.Popen(
        [
            *(sys.executable, "-m", "gunicorn", "tests.config.stopping_app", "--bind", f"127.0.0.1:{port}"),
            *("--worker-class", worker_class, "--threads", "2", "--no-control-socket"),
            *("--log-level", "error"),
        ],
        cwd=ROOT,
        env={**os.environ, **environment},
    )
    try:
        with ExitStack() as clients:
            server = Server(port, process, clients)
            wait_until(server.accepts)
            answer(server.connect(CLOSING))  # its worker is there, too, and hears signals
            yield server
    finally:
        process.terminate()
        process.wait(SECONDS)


def answer(connection: socket.socket) -> tuple[int, bytes, str | None]:
    """Status, body, and what it says of the connection."""
    response = HTTPResponse(connection)
    response.begin()
    return response.status, response.read(), response.getheader("Connection")
