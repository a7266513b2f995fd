"""gunicorn's threaded worker, whose threads are for requests alone.

In gunicorn 27 a connection that has said nothing yet holds a thread for up to five seconds, and one whose
client does not hang up after its last answer holds the whole worker for up to two. A few browsers connecting
ahead of time would stop a class. Here both wait in the worker's poller, as its kept-alive connections do.
Who stops in the middle of a request, as a phone that loses its network does, holds a thread for PATIENCE, and
who sends one byte now and then, for SECONDS_FOR_A_REQUEST.

Told to stop, it first goes on for DRAIN_SECONDS, while /healthz sends proxies elsewhere. Then it serves all
who are there: in its threads, in its poller, and those that nobody has accepted yet.
"""

import selectors
import socket
import struct
import time
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from functools import partial
from threading import Timer
from types import FrameType

from gunicorn.workers.gthread import TConn, ThreadWorker  # type: ignore[import-untyped]

from config import draining
from config.processes.notifying import say_ready

CHUNK = 4096
PATIENCE = 10  # seconds, without a byte
SECONDS_FOR_A_REQUEST = 60  # for all of its bytes


class PatientWorker(ThreadWorker):  # type: ignore[misc]
    """Connections wait without a thread, before their first request and after their last answer."""

    seconds_for_a_request = SECONDS_FOR_A_REQUEST

    def init_process(self) -> None:
        """Begin to serve, and return when that is over."""
        from config.settings.environment import DRAIN_SECONDS  # noqa: PLC0415  the master needs no settings

        self._drain_seconds = DRAIN_SECONDS
        self._hears_until: dict[TConn, float] = {}
        super().init_process()

    def run(self) -> None:
        """The site is loaded: serve until told to stop."""
        say_ready()
        super().run()

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """SIGTERM: stop, but a proxy is told first."""
        draining.begun.set()
        timer = Timer(self._drain_seconds, super().handle_exit, (sig, frame))
        timer.daemon = True
        timer.start()

    def set_accept_enabled(self, enabled: bool) -> None:
        """A worker that stops takes whoever is before the door with it, and closes the door at once."""
        super().set_accept_enabled(enabled)
        if not enabled and not self.alive:
            for listener in self.sockets:
                self._accept_all(listener)
                listener.close()

    def _accept_all(self, listener: socket.socket) -> None:
        before = -1
        while before < self.nr_conns:
            before = self.nr_conns
            self.accept(listener)

    def handle(self, conn: TConn) -> object:
        """In a thread of its own, from the first byte to the answer's last."""
        self._hears_until[conn] = time.monotonic() + self.seconds_for_a_request
        try:
            return super().handle(conn)
        finally:
            del self._hears_until[conn]

    def murder_pending(self) -> None:
        """Every second: those whose time is over."""
        super().murder_pending()
        now = time.monotonic()
        for conn, until in list(self._hears_until.items()):
            if until < now:
                with suppress(OSError):  # it has gone
                    conn.sock.shutdown(socket.SHUT_RD)  # reading ends; it can still be answered

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
