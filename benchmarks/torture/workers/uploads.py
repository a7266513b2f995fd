"""People who upload one photo after the other in the background lane."""

import time
from dataclasses import dataclass
from http import HTTPStatus
from uuid import UUID

import httpx

from benchmarks.visitor import Visitor

PHOTO = {"sample": "lighthouse", "megapixels": "12", "mail_delay_ms": "800"}


@dataclass(frozen=True)
class Person:
    """A visitor, whose runs nobody else sees."""

    visitor: Visitor
    runs: tuple[UUID, ...]


def upload_many(visitor: Visitor, count: int) -> Person:
    """So many photos. Raises httpx.HTTPStatusError."""
    visitor.get("/demos/upload/")
    return Person(visitor, tuple(_upload(visitor) for _ in range(count)))


def _upload(visitor: Visitor) -> UUID:
    """Whoever is asked to wait does so."""
    while True:
        try:
            reply = visitor.post("/demos/upload/background/", PHOTO, json=True)
        except httpx.HTTPStatusError as error:
            if error.response.status_code != HTTPStatus.TOO_MANY_REQUESTS:
                raise
            time.sleep(int(error.response.headers["Retry-After"]))
        else:
            return UUID(reply.json()["id"])
