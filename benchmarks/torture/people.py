"""People who use the site while a fault is done to it: each a visitor, whose runs nobody else sees."""

import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from http import HTTPStatus
from uuid import UUID

import httpx

from benchmarks.visitor import Visitor

UPLOAD, SIGNUP, ORDER = "upload", "signup", "order"
WHAT_THEY_SEND = {
    UPLOAD: {"sample": "lighthouse", "megapixels": "12", "mail_delay_ms": "800"},
    SIGNUP: {"mail_delay_ms": "300"},
    ORDER: {"latency_ms": "100", "failure_percent": "0"},
}


@dataclass
class Person:
    """A visitor, with the runs that the site has accepted."""

    visitor: Visitor
    runs: list[UUID] = field(default_factory=list)

    def begin(self, scenario: str) -> UUID:
        """Start a run in the background lane. Raises httpx.HTTPStatusError."""
        run = _begin(self.visitor, scenario)
        self.runs.append(run)
        return run


@contextmanager
def people(url: str, count: int) -> Iterator[list[Person]]:
    """So many visitors who have seen a page, and so have a token for forms."""
    with ExitStack() as open_visitors:
        visitors = [open_visitors.enter_context(Visitor(url)) for _ in range(count)]
        for visitor in visitors:
            visitor.get("/demos/upload/")
        yield [Person(visitor) for visitor in visitors]


def accepted(by: Sequence[Person]) -> set[UUID]:
    """All runs that the site has promised to do."""
    return {run for person in by for run in person.runs}


def _begin(visitor: Visitor, scenario: str) -> UUID:
    """Whoever is asked to wait does so."""
    while True:
        try:
            reply = visitor.post(f"/demos/{scenario}/background/", WHAT_THEY_SEND[scenario], json=True)
        except httpx.HTTPStatusError as error:
            if error.response.status_code != HTTPStatus.TOO_MANY_REQUESTS:
                raise
            time.sleep(int(error.response.headers["Retry-After"]))
        else:
            return UUID(reply.json()["id"])
