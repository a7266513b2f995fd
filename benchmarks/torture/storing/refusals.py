"""What people are told who upload while nothing can be kept."""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from http import HTTPStatus
from uuid import UUID

import httpx

from benchmarks.torture.people import UPLOAD, WHAT_THEY_SEND, Person

SECONDS_TO_REFUSE = 12  # a server that says nothing is waited for, twice
SECONDS_FOR_A_PAGE = 2
WORDS = "Try again"


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


def upload_in_vain(people: Sequence[Person]) -> Refusals:
    """Each sends a photo as a script does and as a form does. What is accepted all the same is noted."""
    answers = [_answer(person, json=json) for person in people for json in (True, False)]
    return Refusals(
        asked=len(answers),
        refused=sum(refused for refused, _ in answers),
        slowest=max(seconds for _, seconds in answers),
        page=_seconds_of_home(people[0]),
    )


def _answer(person: Person, *, json: bool) -> tuple[bool, float]:
    began = time.monotonic()
    try:
        reply = person.visitor.post(f"/demos/{UPLOAD}/background/", WHAT_THEY_SEND[UPLOAD], json=json)
    except httpx.HTTPStatusError as error:
        refused = (
            error.response.status_code == HTTPStatus.SERVICE_UNAVAILABLE and WORDS in error.response.text
        )
    else:
        refused = False
        if json:
            person.runs.append(UUID(reply.json()["id"]))
    return refused, time.monotonic() - began


def _seconds_of_home(person: Person) -> float:
    began = time.monotonic()
    person.visitor.get("/")
    return time.monotonic() - began
