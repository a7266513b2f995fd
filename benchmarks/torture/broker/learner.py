"""Somebody who does on the site whatever there is to do, and notes how long each answer took."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from http import HTTPStatus
from random import Random
from uuid import UUID, uuid4

import httpx

from benchmarks.torture.broker.forms import Forms
from benchmarks.torture.people import ORDER, SIGNUP, UPLOAD, WHAT_THEY_SEND, Person
from benchmarks.visitor import Visitor

PAGES = ("/", "/demos/", "/demos/upload/", "/demos/noworker/", "/demos/workers/", "/quizzes/", "/progress/")
QUIZ, DECK = "/quizzes/recall-quiz/", "/flashcards/recall/"
# A site that is not ready says so, and so does a run that is kept, but not queued.
SAYS_SO = HTTPStatus.SERVICE_UNAVAILABLE


@dataclass(frozen=True)
class Reply:
    """To what, in which phase of the ordeal, after how many seconds; `status` 0: it never came."""

    phase: str
    to: str
    seconds: float
    status: int


@dataclass
class Learner(Person):
    """`answers`, `grades`, `accounts`: how many the site has accepted."""

    chance: Random = field(default_factory=Random)
    phase: str = ""
    replies: list[Reply] = field(default_factory=list)
    answers: int = 0
    grades: int = 0
    accounts: int = 0
    unsaid: int = 0  # runs that were not queued, without a word of it

    def do_something(self) -> None:
        """One thing, by chance."""
        acts = (self._answer, self._grade, self._upload, self._order, self._sign_up_demo)
        seldom = (self._sign_up, self._ask_if_ready)
        self.chance.choice((*(self._look,) * 6, *acts, *acts, *seldom))()

    def _look(self) -> None:
        page = self.chance.choice(PAGES)
        self._ask(f"GET {page}", lambda: self.visitor.get(page))

    def _ask_if_ready(self) -> None:
        self._ask("GET /readyz", lambda: self.visitor.get("/readyz"))

    def _upload(self) -> None:
        self._run(UPLOAD)

    def _order(self) -> None:
        self._run(ORDER)

    def _sign_up_demo(self) -> None:
        self._run(SIGNUP)

    def _run(self, scenario: str) -> None:
        path = f"/demos/{scenario}/background/"
        reply = self._ask(
            f"POST {path}", lambda: self.visitor.post(path, WHAT_THEY_SEND[scenario], json=True)
        )
        if reply is not None and "id" in (said := reply.json()):
            self.runs.append(UUID(said["id"]))
            self.unsaid += reply.status_code == SAYS_SO and not said["reason"]

    def _answer(self) -> None:
        """The next question of a quiz that is begun where it has to be."""
        begun = self._ask(f"POST {QUIZ}", lambda: self.visitor.post(QUIZ, {}))
        if begun is not None and begun.status_code == HTTPStatus.FOUND:
            self.answers += self._send_form_of(begun.headers["Location"], "/answer/")

    def _grade(self) -> None:
        self.grades += self._send_form_of(DECK, "/grade/")

    def _sign_up(self) -> None:
        """Somebody new does: who has an account is signed in already."""
        path = "/account/signup/"
        who = {"email": f"{uuid4()}@example.com", "password1": "a long and winding phrase"}
        with Visitor(self.visitor.url) as somebody:
            self._ask(f"GET {path}", lambda: somebody.get(path))
            reply = self._ask(f"POST {path}", lambda: somebody.post(path, who))
        self.accounts += reply is not None and reply.status_code == HTTPStatus.FOUND

    def _send_form_of(self, page: str, action: str) -> bool:
        """Whether there was such a form, and what was sent has been accepted."""
        shown = self._ask(f"GET {page.partition('?')[0]}", lambda: self.visitor.get(page))
        form = None if shown is None else Forms(shown.text).ending(action)
        if form is None:
            return False
        path, fields = form
        reply = self._ask(f"POST …{action}", lambda: self.visitor.post(path, fields))
        return reply is not None and reply.status_code < HTTPStatus.BAD_REQUEST

    def _ask(self, to: str, ask: Callable[[], httpx.Response]) -> httpx.Response | None:
        """The reply, also an error; None where none came."""
        phase, began = self.phase, time.monotonic()
        reply = None
        try:
            reply = ask()
        except httpx.HTTPStatusError as error:
            reply = error.response
        except httpx.TransportError:
            pass
        seconds, status = time.monotonic() - began, reply.status_code if reply is not None else 0
        self.replies.append(Reply(phase, to, seconds, status))
        return reply
