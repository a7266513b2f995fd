"""What people are told who upload while nothing can be kept."""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from http import HTTPStatus
from uuid import UUID

import httpx

from benchmarks.torture.people import UPLOAD, WHAT_THEY_SEND, Person
from demos.files import StorageAway

SECONDS_TO_REFUSE = 12  # a server that says nothing is waited for, twice
SECONDS_FOR_A_PAGE = 2
BACKGROUND, BLOCKING = "background", "blocking"
WORDS = "Try again"
WHY = f"{StorageAway.words} {WORDS}"


@dataclass(frozen=True)
class Reply:
    """To an upload, after so many seconds."""

    status: int
    text: str
    seconds: float

    @property
    def is_accepted(self) -> bool:
        return self.status in {HTTPStatus.OK, HTTPStatus.ACCEPTED}

    def is_refused(self, words: str) -> bool:
        """Whether it is a 503 that says this."""
        return self.status == HTTPStatus.SERVICE_UNAVAILABLE and words in self.text


@dataclass(frozen=True)
class Refusals:
    """How many of `asked` got a 503 in words. Seconds: the `slowest` of them, and the home page meanwhile."""

    asked: int
    refused: int
    slowest: float
    page: float

    @property
    def held(self) -> bool:
        """All of them, in time, while other pages answered as ever."""
        in_time = self.slowest < SECONDS_TO_REFUSE and self.page < SECONDS_FOR_A_PAGE
        return self.refused == self.asked and in_time

    def __str__(self) -> str:
        said = (
            f"{self.refused} of {self.asked} uploads refused in words (503), each within {self.slowest:.1f} s"
        )
        return f"{said}; the home page in {self.page:.1f} s"


def upload_in_vain(people: Sequence[Person], lanes: Sequence[str] = (BACKGROUND,)) -> Refusals:
    """Each sends a photo as a script does and as a form does. What is accepted all the same is noted."""
    replies = [
        upload(person, lane, json=json) for person in people for lane in lanes for json in (True, False)
    ]
    return Refusals(
        asked=len(replies),
        refused=sum(reply.is_refused(WHY) for reply in replies),
        slowest=max(reply.seconds for reply in replies),
        page=_seconds_of_home(people[0]),
    )


def upload(person: Person, lane: str, *, json: bool) -> Reply:
    """A script's upload that is accepted is from then on one of the person's runs."""
    began = time.monotonic()
    try:
        reply = person.visitor.post(f"/demos/{UPLOAD}/{lane}/", WHAT_THEY_SEND[UPLOAD], json=json)
    except httpx.HTTPStatusError as error:
        reply = error.response
    else:
        if json:
            person.runs.append(UUID(reply.json()["id"]))
    return Reply(reply.status_code, reply.text, time.monotonic() - began)


def _seconds_of_home(person: Person) -> float:
    began = time.monotonic()
    person.visitor.get("/")
    return time.monotonic() - began
