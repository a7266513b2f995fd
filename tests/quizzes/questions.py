"""Questions and quizzes made by hand, and an edited copy of the real content."""

import shutil
from pathlib import Path

from pytest_django import Settings

from quizzes.kinds import SingleChoice
from quizzes.kinds.option import Option
from quizzes.kinds.question import Difficulty
from quizzes.schema import Quiz
from tutorial.library import Line


def an_option(name: str, *, right: bool = False) -> Option:
    return Option(
        id=name,
        right=right,
        misconception=None if right else f"believes-{name}",
        text=Line(f"The answer {name}"),
        why=Line(f"The reason for {name}"),
    )


def a_question(
    name: str = "queue", *, right: str = "one", wrong: tuple[str, ...] = ("two", "three")
) -> SingleChoice:
    return SingleChoice(
        id=name,
        kind="single",
        level=Difficulty.EASY,
        stem=Line(f"What about {name}?"),
        concepts=("worker", "load"),
        read="lesson#paragraph",
        options=(an_option(right, right=True), *map(an_option, wrong)),
    )


def a_quiz(*questions: SingleChoice) -> Quiz:
    return Quiz(id="a-quiz", title="A quiz", summary="About queues.", questions=questions)


def with_edited_quiz(settings: Settings, folder: Path, quiz: str, old: str, new: str) -> None:
    """Serve a copy of the content in which `old` reads `new` in one quiz."""
    copy = folder / "content"
    shutil.copytree(settings.CONTENT_DIR, copy)
    path = copy / "background-tasks" / "quizzes" / f"{quiz}.yaml"
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))
    settings.CONTENT_DIR = copy
