"""The questions of the tests' own course, one of each kind (two of short text), and answers to them."""

import re
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlencode

import yaml
from django.http import QueryDict
from django.template.loader import render_to_string

from quizzes.kinds import ANY_QUESTION, Question
from quizzes.kinds.question import AnswerForm

AnyKind = TypeVar("AnyKind", bound=Question)

CONTENT = Path(__file__).parent / "content"
FILE = CONTENT / "kinds" / "quizzes" / "kinds-quiz.yaml"
QUESTIONS: dict[str, Question] = {
    fields["id"]: ANY_QUESTION.validate_python(fields)
    for fields in yaml.safe_load(FILE.read_text())["questions"]
}

# What a browser sends. By question: a right answer, a wrong one that is foreseen, and what is refused.
RIGHT = {
    "who-runs-it": "option=runs-worker",
    "what-to-move": "option=move-email&option=move-thumbnails&option=move-report",
    "outlives-request": "side=false",
    "name-the-runner": "answer=the+Workers",
    "queue-this-call": "answer=send_letter.delay(+7+)",
    "how-long-two-wait": "answer=119,5",
    "from-click-to-work": "place-way-save=1&place-way-commit=2&place-way-queue=3&place-way-work=4",
    "what-is-printed": (
        "answer=queued+resize%0D%0Aqueued+email+%0D%0Apage+sent%0D%0Arunning+resize%0D%0Arunning+email%0D%0A"
    ),
}
WRONG = {
    "who-runs-it": "option=runs-queue",
    "what-to-move": "option=move-form&option=move-session",
    "outlives-request": "side=true",
    "name-the-runner": "answer=Task-Queue",
    "queue-this-call": "answer=send_letter(7)",
    "how-long-two-wait": "answer=60",
    "from-click-to-work": "place-way-save=4&place-way-commit=3&place-way-queue=2&place-way-work=1",
    "what-is-printed": "answer=queued+resize%0Aqueued+email%0Apage+sent",
}
REFUSED = {
    "who-runs-it": "",
    "what-to-move": "",
    "outlives-request": "side=perhaps",
    "name-the-runner": "answer=%3F%3F",
    "queue-this-call": "answer=++",
    "how-long-two-wait": "answer=1,000",
    "from-click-to-work": "place-way-save=2&place-way-commit=2&place-way-queue=3&place-way-work=4",
    "what-is-printed": "answer=%0A%0A",
}


def asked(name: str, kind: type[AnyKind]) -> AnyKind:
    """The question of this name, which is of this kind."""
    question = QUESTIONS[name]
    assert isinstance(question, kind)
    return question


def shown(question: Question) -> tuple[str, ...]:
    return question.arranged(())


def posted(question: Question, body: str) -> AnswerForm:
    """The form with what a browser sent."""
    return question.form(shown(question), QueryDict(body))


def given(question: Question, body: str) -> list[str]:
    form = posted(question, body)
    assert form.is_valid()
    return form.given()


def drawn(question: Question, partial: str, /, **context: object) -> str:
    """One partial of the question's kind, as HTML."""
    return render_to_string(f"quizzes/kinds/{question.kind}.html#{partial}", context)


def drawn_form(question: Question, form: AnswerForm) -> str:
    return drawn(question, "answers", form=form)


def drawn_judged(question: Question, answer: list[str]) -> str:
    judged = question.judged(shown(question), answer)
    return drawn(question, "judged", feedback={"judged": judged, "question": question})


def filled_in(page: str) -> str:
    """What a browser would send of a form as it stands."""
    sent = [
        (match["name"], match["value"])
        for match in re.finditer(r'name="(?P<name>\w+)" value="(?P<value>[^"]*)"[^>]* checked', page)
    ]
    sent += re.findall(r'<input id="typed" name="(\w+)" value="([^"]*)"', page)
    sent += re.findall(r'<textarea id="typed" name="(\w+)"[^>]*>\n([^<]*)</textarea>', page)
    sent += re.findall(r'name="(place-[^"]+)".*?value="(\d*)" selected', page)
    return urlencode(sent)
