"""gunicorn's threaded worker, whose threads are for requests alone.

In gunicorn 27 a connection that has said nothing yet holds a thread for up to five seconds, and one whose
client does not hang up after its last answer holds the whole worker for up to two. A few browsers connecting
ahead of time would stop a class. Here both wait in the worker's poller, as its kept-alive connections do.
Who stops in the middle of a request, as a phone that loses its network does, holds a thread for PATIENCE.
"""

import selectors
import socket
import struct
import time
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from functools import partial

from gunicorn.workers.gthread import TConn, ThreadWorker  # type: ignore[import-untyped]

CHUNK = 4096
PATIENCE = 10  # seconds, without a byte


class PatientWorker(ThreadWorker):  # type: ignore[misc]
    """Connections wait without a thread, before their first request and after their last answer."""

    def enqueue_req(self, conn: TConn) -> None:
        """A thread is for a connection that has said something."""
        if conn.initialized or conn.data_ready:
            _lose_patience_with(conn.sock)
            super().enqueue_req(conn)
        else:
            self._wait(conn, self.on_pending_socket_readable)

    def finish_request(self, conn: TConn, fs: "Future[object]") -> None:
        """After the last answer of a connection its client gets a while to read it and hang up."""
        if fs.cancelled() or fs.exception() or fs.result():
            super().finish_request(conn, fs)
            return
        try:
            conn.sock.shutdown(socket.SHUT_WR)
            self._wait(conn, self._read_the_rest)
        except OSError:  # it has hung up
            self._forget(conn)

    def _wait(self, conn: TConn, when_readable: Callable[[TConn, socket.socket], None]) -> None:
        """As long as a kept-alive one. The worker closes those whose time is over, the oldest first."""
        conn.sock.setblocking(False)
        conn.timeout = time.monotonic() + self.cfg.keepalive
        self.pending_conns.append(conn)
        self.poller.register(conn.sock, selectors.EVENT_READ, partial(when_readable, conn))

    def _read_the_rest(self, conn: TConn, client: socket.socket) -> None:
        """Unread bytes would make the kernel tear the connection down, and the answer with it."""
        with suppress(OSError):
            if client.recv(CHUNK):
                return
        self.poller.unregister(client)
        self.pending_conns.remove(conn)
        self._forget(conn)

    def _forget(self, conn: TConn) -> None:
        self.nr_conns -= 1
        conn.close()


def _lose_patience_with(client: socket.socket) -> None:
    """Reading and writing give up after PATIENCE. As the kernel's timeouts these outlast setblocking()."""
    for option in (socket.SO_RCVTIMEO, socket.SO_SNDTIMEO):
        client.setsockopt(socket.SOL_SOCKET, option, struct.pack("ll", PATIENCE, 0))
