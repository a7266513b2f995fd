"""Nothing that the site sends tells what is right before it is answered.

The course is served twice, the second time with another key (`rekeying`). Whatever a learner with the same
open attempts can ask for must be the same in both, byte for byte: then it cannot depend on the key.
"""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from difflib import ndiff
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.conf import settings as django_settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from quizzes.attempts import start_attempt, start_test
from quizzes.explain.models import Explanation
from quizzes.explain.schema import Prompt
from quizzes.models import Attempt
from quizzes.schema import Quiz
from tests.attackers.belongings import Person, guest
from tests.attackers.rekeying import REKEY, with_another_key
from tests.quizzes.explain.pages import words_of
from tutorial.library import library

NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
HTMX = {"HX-Request": "true"}
NONSENSE = {"option": "no-such-option"}  # anything typed would be an answer
BY_CHANCE = {"X-Request-ID", "Set-Cookie", "Expires", "Content-Length"}
TOKEN = re.compile(rb"[A-Za-z0-9]{64}")
EDITED = re.compile(rb"\s*(<p class=\"cue\">.This question has been edited since you .*?</p>)?\s*\n")
DOWNLOAD = "/account/data/download/"
ELSEWHERE = (
    "/",
    "/quizzes/",
    "/explain/",
    "/progress/",
    "/learn/",
    "/flashcards/",
    "/flashcards/recall/export/csv/",
    "/account/data/",
    DOWNLOAD,
)

pytestmark = pytest.mark.django_db

Reply = tuple[int, dict[str, str], bytes]


@pytest.fixture(autouse=True)
def _stopped_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """The time that an exam has left is on its pages."""
    monkeypatch.setattr(timezone, "now", lambda: NOW)


@pytest.fixture(scope="module")
def another_key(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return with_another_key(django_settings.CONTENT_DIR, tmp_path_factory.mktemp("another") / "content")


def replies_to(client: Client, url: str, question: str) -> Iterator[Reply]:
    """Everything that asks about an open question, but for its hints and a valid answer."""
    asked = {"question": question}
    yield seen(client.get(url, asked))
    yield seen(client.get(url, headers=HTMX))
    yield seen(client.post(f"{url}answer/", asked, headers=HTMX))
    yield seen(client.post(f"{url}answer/", {**asked, **NONSENSE}))


def seen(response: Any) -> Reply:
    """All of a reply but for what is random in it, and for the word that a question was edited: it was."""
    headers = {name: value for name, value in response.headers.items() if name not in BY_CHANCE}
    return response.status_code, headers, EDITED.sub(b"\n", TOKEN.sub(b"token", response.getvalue()))


def differing(some: list[Reply], others: list[Reply]) -> list[str]:
    """The lines of those replies that are not the same."""
    pairs = [pair for pair in zip(some, others, strict=True) if pair[0] != pair[1]]
    return [line for pair in pairs for line in ndiff(lines_of(pair[0]), lines_of(pair[1])) if line[0] in "+-"]


def lines_of(reply: Reply) -> list[str]:
    status, headers, content = reply
    return [str(status), str(headers), *content.decode(errors="replace").splitlines()]


def alone(attempt: Attempt) -> Iterator[tuple[Attempt, str]]:
    """For each question of an attempt a copy of it that asks nothing else, so that its page comes first."""
    for question, options in attempt.order:
        attempt.pk, attempt.order = uuid4(), [[question, options]]
        attempt.save(force_insert=True)
        yield attempt, question


def url_of(attempt: Attempt) -> str:
    return reverse("quizzes:attempt", args=[attempt.pk])


def browser_of(person: Person) -> Client:
    person.client.handler.enforce_csrf_checks = False
    return person.client


def quizzes() -> list[str]:
    return [quiz.id for quiz in library().all(Quiz)]


@pytest.mark.parametrize("quiz", quizzes())
def test_no_page_of_an_open_question_depends_on_its_key(quiz: str, another_key: Path, settings: Any) -> None:
    me = guest()
    assert me.learner
    client = browser_of(me)
    attempt = start_attempt(learner=me.learner, quiz=library().find(Quiz, quiz), seed=7, now=NOW)
    open_ones = [(url_of(one), question) for one, question in alone(attempt)]
    before = [reply for url, question in open_ones for reply in replies_to(client, url, question)]
    settings.CONTENT_DIR = another_key
    after = [reply for url, question in open_ones for reply in replies_to(client, url, question)]
    assert {200, 422} <= {status for status, _, _ in before}
    assert differing(before, after) == []


def test_no_page_of_an_open_exam_depends_on_the_key_nor_does_anything_else_meanwhile(
    another_key: Path, settings: Any
) -> None:
    me = guest()
    assert me.learner
    client = browser_of(me)
    exam = start_test(learner=me.learner, course=library().course, seed=7, now=NOW)
    asked = [question for question, _ in exam.order]
    drafts = [with_a_draft(client, exam, question, options) for question, options in exam.order]

    def everything() -> list[Reply]:
        pages = [reply for question in asked for reply in replies_to(client, url_of(exam), question)]
        return pages + [seen(client.get(url)) for url in ELSEWHERE]

    before = everything()
    settings.CONTENT_DIR = another_key
    assert differing(before, everything()) == []
    assert any(drafts)


def with_a_draft(client: Client, exam: Attempt, question: str, options: list[str]) -> bool:
    """Whether the first thing offered could be kept as a draft."""
    sent = {"question": question, "option": options[:1], "answer": "1", "text": "1"}
    return bool(client.post(url_of(exam) + "answer/", sent).status_code == 302)


def test_nothing_else_depends_on_the_key_while_every_quiz_is_open(another_key: Path, settings: Any) -> None:
    me = guest()
    assert me.learner
    client = browser_of(me)
    for quiz in library().all(Quiz):
        start_attempt(learner=me.learner, quiz=quiz, seed=7, now=NOW)
    elsewhere = [*ELSEWHERE, *(reverse("quizzes:quiz", args=[quiz]) for quiz in quizzes())]
    before = [seen(client.get(url)) for url in elsewhere]
    settings.CONTENT_DIR = another_key
    assert {status for status, _, _ in before} == {200}
    assert differing(before, [seen(client.get(url)) for url in elsewhere]) == []


def replies_of(client: Client, prompt: str) -> Iterator[Reply]:
    """Everything that asks about a prompt, but for an explanation."""
    url = reverse("quizzes:prompt", args=[prompt])
    yield from (seen(client.get(url, {"at": place})) for place in ("score", "model-answer", "point-1"))
    yield seen(client.get(url, headers=HTMX))
    yield from (seen(client.post(url, {"text": " "}, headers=headers)) for headers in ({}, HTMX))
    yield seen(client.get(reverse("quizzes:explanations", args=[prompt])))


def test_no_page_of_a_prompt_depends_on_what_is_looked_for_before_it_is_explained(
    another_key: Path, settings: Any
) -> None:
    client, asked = browser_of(guest()), [prompt.id for prompt in library().all(Prompt)]

    def everything() -> list[Reply]:
        pages = [reply for prompt in asked for reply in replies_of(client, prompt)]
        return pages + [seen(client.get(url)) for url in ELSEWHERE]

    before = everything()
    settings.CONTENT_DIR = another_key
    assert {status for status, _, _ in before} == {200, 422}
    assert differing(before, everything()) == []


def test_no_page_tells_unasked_what_an_explanation_lacks() -> None:
    """Only the download does: it has the whole wording of what was answered, this too."""
    client = browser_of(guest())
    elsewhere = set(ELSEWHERE) - {DOWNLOAD}
    for prompt in library().all(Prompt):
        url = reverse("quizzes:prompt", args=[prompt.id])
        client.post(url, {"text": "No idea."})
        pages = [url, reverse("quizzes:explanations", args=[prompt.id]), *elsewhere]
        said = " ".join(words_of(client.get(page).getvalue().decode()) for page in pages)
        assert prompt.answer.text not in said
        assert [point.id for point in prompt.points if point.title.text in said] == []
        client.post(reverse("quizzes:reveal_answer", args=[Explanation.objects.get(prompt=prompt.id).pk]))
        assert prompt.answer.text in words_of(client.get(url).content.decode())


def test_the_other_key_is_another_one_for_every_prompt(another_key: Path, settings: Any) -> None:
    before = {prompt.id: prompt for prompt in library().all(Prompt)}
    settings.CONTENT_DIR = another_key
    after = {prompt.id: prompt for prompt in library().all(Prompt)}
    assert before.keys() == after.keys()
    assert [name for name in before if before[name].answer.text == after[name].answer.text] == []
    assert [name for name in before if points_of(before[name]) & points_of(after[name])] == []


def points_of(prompt: Prompt) -> set[str]:
    """What is read of its points, and the words by which they are found."""
    read = {text for point in prompt.points for text in (point.title.text, point.cue.text)}
    return read | {phrase for group in prompt.words.values() for phrase in group}


def test_the_other_key_is_another_one_for_every_question(another_key: Path, settings: Any) -> None:
    """Or these tests would hold for any site."""
    before = {question.id: question for quiz in library().all(Quiz) for question in quiz.questions}
    assert {question.kind for question in before.values()} == REKEY.keys()
    settings.CONTENT_DIR = another_key
    after = {question.id: question for quiz in library().all(Quiz) for question in quiz.questions}
    assert before.keys() == after.keys()
    assert [name for name in before if before[name].digest == after[name].digest] == []
