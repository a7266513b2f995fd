"""A request whose body breaks off is not taken for one that is whole.

gunicorn and Django both take the end of a connection for the end of the body. What a phone sends while it
loses its network would be kept as it is: half an answer, half a photo.
"""

from collections.abc import Iterable, Iterator
from typing import Protocol
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment


class Body(Protocol):
    """What a WSGI server gives to read from."""

    def read(self, size: int = -1, /) -> bytes: ...
    def readline(self, size: int = -1, /) -> bytes: ...


class BrokenOff(OSError):
    """The client has stopped in the middle. Django turns this into its UnreadablePostError."""


class WholeBody:
    """The `length` bytes of `body`, as a file. Reading raises BrokenOff where it ends before."""

    def __init__(self, body: Body, length: int) -> None:
        self._body = body
        self._missing = length

    def read(self, size: int = -1, /) -> bytes:
        """As a file's."""
        wanted = self._at_most(size)
        return self._checked(got := self._body.read(wanted), is_short=len(got) < wanted)

    def readline(self, size: int = -1, /) -> bytes:
        """As a file's."""
        wanted = self._at_most(size)
        got = self._body.readline(wanted)
        return self._checked(got, is_short=len(got) < wanted and not got.endswith(b"\n"))

    def readlines(self, hint: int = -1, /) -> list[bytes]:
        """As a file's; the hint is not needed."""
        return list(self)

    def __iter__(self) -> Iterator[bytes]:
        return iter(self.readline, b"")

    def _at_most(self, size: int) -> int:
        return self._missing if size < 0 else min(size, self._missing)

    def _checked(self, got: bytes, *, is_short: bool) -> bytes:
        self._missing -= len(got)
        if is_short:
            raise BrokenOff(f"{self._missing} bytes of the body did not come")
        return got


def insisting_on_whole_bodies(application: WSGIApplication) -> WSGIApplication:
    """The application, which is told when a body breaks off."""

    def insisting(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        length = environ.get("CONTENT_LENGTH") or ""
        if length.isdecimal():
            environ["wsgi.input"] = WholeBody(environ["wsgi.input"], int(length))
        return application(environ, start_response)

    return insisting
