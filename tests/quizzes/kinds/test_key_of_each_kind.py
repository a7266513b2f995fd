"""The key of every kind: it is not on the page before the answer."""

import re
from collections.abc import Iterator

from django.test import Client
from pydantic import BaseModel

from quizzes.answering import submit_answer
from quizzes.kinds import Question
from quizzes.models import Attempt
from quizzes.sitting import sit
from tests.quizzes.conftest import NOW
from tests.quizzes.kinds.answers import right_answer
from tests.quizzes.pages import HTMX, page_of
from tutorial.library import Line

OFFERED = {"items", "options"}
IDS = {"id", "puts", "before"}
SHOWN_BEFORE = {"kind", "level", "stem", "code", "text", "unit", "concepts", "read", *IDS, *OFFERED}
TELLING = re.compile("right|correct|wrong|false|true|answer")
SHORT_WORDS = 4


def asked_in(attempt: Attempt, visitor: Client) -> Iterator[tuple[Question, str, str]]:
    """Each question in turn with the page that asks it, within the site's own frame and as htmx gets it."""
    while (place := sit(attempt).next) is not None:
        assert place.question is not None
        whole, swapped = (visitor.get(page_of(attempt), headers=headers) for headers in ({}, HTMX))
        framed = whole.content.decode().partition("<main")[2].partition("</main>")[0]
        yield place.question, framed, swapped.content.decode()
        submit_answer(attempt=attempt, question=place.question, given=right_answer(place.question), now=NOW)


def secrets_of(part: object) -> Iterator[str]:
    """Every text of a question that only the feedback shows."""
    if isinstance(part, BaseModel):
        for name in type(part).model_fields:
            value = getattr(part, name)
            if name not in SHOWN_BEFORE:
                yield from secrets_of(value)
            elif name in OFFERED:
                yield from (text for entry in value for text in secrets_of(entry))
    elif isinstance(part, tuple):
        yield from (text for entry in part for text in secrets_of(entry))
    elif isinstance(part, Line):
        yield from (part.html, part.text)
    elif isinstance(part, str) and len(part) > SHORT_WORDS:
        yield part


class TestTheKey:
    def test_is_not_on_the_page(self, visitor: Client, attempt: Attempt) -> None:
        met = set()
        for question, *pages in asked_in(attempt, visitor):
            asked = f"{question.stem.text} {question.code}"  # where a word of the answer may well stand
            secrets = [one for one in secrets_of(question) if one not in asked]
            assert [one for one in secrets for page in pages if one in page] == [], question.id
            assert secrets
            met.add(question.kind)
        assert len(met) == 7

    def test_is_not_in_the_ids(self, attempt: Attempt) -> None:
        assert [one for _, ids in attempt.order for one in ids if TELLING.search(one)] == []

    def test_things_offered_have_the_same_markup(self, visitor: Client, attempt: Attempt) -> None:
        for question, page, _ in asked_in(attempt, visitor):
            items = re.findall(r"<li class=\"(?:choice|item)\">.*?</li>", page, re.DOTALL)
            for one in question.arranged(()):
                items = [item.replace(one, "…") for item in items]
            tags = {tuple(re.findall(r"<(?:input|select|button|label)[^>]*>", item)) for item in items}
            assert len(tags) == (2 if question.kind == "true-false" else bool(items)), question.id
