"""A real SMTP server that behaves badly, as it is told; it keeps every letter that it has read whole."""

import socketserver
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from email import message_from_bytes
from enum import StrEnum

DRIP_S = 0.2  # between the lines of a slow server, which never comes to an end


class Manner(StrEnum):
    GOOD = "good"
    DOWN = "down"  # nobody listens
    SILENT = "silent"  # takes the connection, and says nothing
    DRIPPING = "dripping"  # says a line now and then, for ever
    BUSY = "busy"  # 451: try later
    REFUSING = "refusing"  # 550: never
    DYING = "dying"  # has the letter, and dies before it says so


class BadServer(socketserver.ThreadingTCPServer):
    """`manner` may be changed while it runs. `ids` are the Message-IDs of the letters it has."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, manner: Manner, port: int) -> None:
        super().__init__(("127.0.0.1", port), _Session, bind_and_activate=manner != Manner.DOWN)
        self.manner, self.ids, self.tries = manner, list[str](), 0

    @property
    def port(self) -> int:
        port: int = self.server_address[1]
        return port


@contextmanager
def bad_mail_server(manner: Manner, port: int = 0) -> Iterator[BadServer]:
    """One that runs on `port`, or on one of its own; or is down, as long as this lasts."""
    with BadServer(manner, port) as server:
        if manner == Manner.DOWN:
            yield server
            return
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


class _Session(socketserver.StreamRequestHandler):
    server: BadServer

    def handle(self) -> None:
        self.server.tries += 1
        with suppress(OSError):
            self._greet()
            while verb := self.rfile.readline().decode().strip().upper():
                if not self._answer(verb):
                    return

    def _greet(self) -> None:
        if self.server.manner == Manner.SILENT:
            self.rfile.readline()
        while self.server.manner == Manner.DRIPPING:
            self._say("220-one moment")
            time.sleep(DRIP_S)
        self._say("220 here")

    def _answer(self, verb: str) -> bool:
        """Whether the session goes on."""
        if verb == "DATA":
            self._say("354 go on")
            return self._take()
        if verb == "QUIT":
            self._say("221 bye")
            return False
        if verb.startswith("RCPT") and self.server.manner == Manner.REFUSING:
            self._say("550 5.1.1 nobody of that name")
        elif verb.startswith("RCPT") and self.server.manner == Manner.BUSY:
            self._say("451 4.3.0 later")
        else:
            self._say("250 fine")
        return True

    def _take(self) -> bool:
        lines = []
        while (line := self.rfile.readline()) not in {b".\r\n", b""}:
            lines.append(line)
        self.server.ids.append(str(message_from_bytes(b"".join(lines))["Message-ID"]))
        if self.server.manner == Manner.DYING:
            return False
        self._say("250 kept")
        return True

    def _say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())
