"""A learner with a browser who does not give up: what is refused for now, or cut off, is sent again."""

import re
import threading
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from http import HTTPStatus
from itertools import cycle

import httpx

SECONDS_TO_ANSWER = 60
SECONDS_OF_PATIENCE = 90
LONGEST_PAUSE = 0.5  # seconds; a person would wait as long as the page says
QUIZ = "/quizzes/practice-quiz/"
DECK = "/flashcards/recall/"
PROMPT = "/explain/why-they-matter/"
UPLOAD = "/demos/upload/"
PHOTO = {"sample": "lighthouse", "megapixels": "2", "mail_delay_ms": "0"}
TEXT = "Without a worker the user would have to wait. A worker takes the task from the queue: {}."
Form = Mapping[str, str]


class GaveUp(Exception):
    """It was refused for longer than anybody would try."""


@dataclass
class Tally:
    """What all of them met: replies by status, requests that were cut off, seconds that those sent took."""

    statuses: Counter[int] = field(default_factory=Counter)
    cut_off: int = 0
    seconds: list[float] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def note(self, status: int | None, seconds: float) -> None:
        with self.lock:
            if status is None:
                self.cut_off += 1
            else:
                self.statuses[status] += 1
                self.seconds.append(seconds)

    @property
    def failures(self) -> int:
        """Replies of 500 and above that are no 503."""
        return sum(count for status, count in self.statuses.items() if status >= 500 and status != 503)

    @property
    def refusals(self) -> int:
        return self.statuses[HTTPStatus.SERVICE_UNAVAILABLE]

    @property
    def asked_to_wait(self) -> int:
        """Too much at once from one address: the only refusal that is nobody's fault."""
        return self.statuses[HTTPStatus.TOO_MANY_REQUESTS]

    @property
    def rejections(self) -> int:
        """Replies of 400 to 499 that say that something was wrong with what was sent."""
        return (
            sum(count for status, count in self.statuses.items() if 400 <= status < 500) - self.asked_to_wait
        )

    @property
    def unwanted(self) -> int:
        """Whatever went wrong: cut off, or a status of 400 and more, but for being asked to wait."""
        return self.failures + self.refusals + self.cut_off + self.rejections

    @property
    def p95(self) -> float:
        """Seconds."""
        return sorted(self.seconds)[int(0.95 * (len(self.seconds) - 1))] if self.seconds else 0.0

    @property
    def longest(self) -> float:
        """Seconds."""
        return max(self.seconds, default=0.0)


class Learner:
    """One browser, whose requests go to the web servers `urls` in turn."""

    def __init__(self, urls: Sequence[str], tally: Tally) -> None:
        self.accepted: Counter[str] = Counter()
        self._urls, self._tally = cycle(urls), tally
        self.browser = httpx.Client(timeout=SECONDS_TO_ANSWER, cookies=httpx.Cookies())

    def take_quiz(self) -> None:
        """Start it, and answer every question with its first option."""
        self.get(QUIZ)
        attempt = self.post(QUIZ, {"mode": "practice"}).headers["Location"]
        while (answer := question_on(self.get(attempt).text)) is not None:
            self.post(f"{attempt}answer/", answer)
            self.accepted["answers"] += 1

    def grade_cards(self, count: int) -> None:
        for _ in range(count):
            self.post(f"{DECK}grade/", card_on(self.get(DECK).text))
            self.accepted["grades"] += 1

    def explain(self, what: str) -> None:
        self.get(PROMPT)
        self.post(PROMPT, {"text": TEXT.format(what)})
        self.accepted["explanations"] += 1

    def upload(self) -> str:
        """The id of the run that was accepted."""
        self.get(UPLOAD)
        run: str = self.post(f"{UPLOAD}background/", PHOTO, accept="application/json").json()["id"]
        self.accepted["uploads"] += 1
        return run

    def get(self, path: str) -> httpx.Response:
        return self._until_taken("GET", path, None, "text/html")

    def post(self, path: str, data: Form, accept: str = "text/html") -> httpx.Response:
        return self._until_taken("POST", path, data, accept)

    def _until_taken(self, method: str, path: str, data: Form | None, accept: str) -> httpx.Response:
        limit = time.monotonic() + SECONDS_OF_PATIENCE
        while time.monotonic() < limit:
            began, reply = time.monotonic(), self._once(method, path, data, accept)
            self._tally.note(reply.status_code if reply else None, time.monotonic() - began)
            if reply is not None and reply.status_code == HTTPStatus.TOO_MANY_REQUESTS:
                time.sleep(int(reply.headers["Retry-After"]))
            elif reply is not None and reply.status_code < HTTPStatus.INTERNAL_SERVER_ERROR:
                return reply
            else:
                time.sleep(LONGEST_PAUSE)
        raise GaveUp(path)

    def _once(self, method: str, path: str, data: Form | None, accept: str) -> httpx.Response | None:
        headers = {"Accept": accept, "X-CSRFToken": self.browser.cookies.get("csrftoken") or ""}
        try:
            return self.browser.request(method, f"{next(self._urls)}{path}", data=data, headers=headers)
        except httpx.TransportError:
            return None


def question_on(page: str) -> dict[str, str] | None:
    """An answer to the question that a page asks: its first option. None where it asks nothing."""
    question = re.search(r'name="question" value="([^"]+)"', page)
    option = re.search(r'name="option" value="([^"]+)"', page)
    return {"question": question[1], "option": option[1]} if question and option else None


def card_on(page: str) -> dict[str, str]:
    """A grade for the card that a page shows: what its first button says."""
    named = dict(re.findall(r'name="(card|showing)" value="([^"]+)"', page))
    return {**named, "grade": re.findall(r'name="grade" value="([^"]+)"', page)[0]}
