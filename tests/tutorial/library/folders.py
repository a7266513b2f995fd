"""Content folders that tests write for themselves: a sound course, with what each test changes in it."""

from pathlib import Path
from typing import Annotated, Literal

import pytest
from pydantic import Field, field_validator

from tutorial.library import (
    ConceptId,
    ContentError,
    DemoName,
    FaultError,
    Item,
    Lesson,
    Library,
    Line,
    MisconceptionId,
    ParagraphRef,
    Part,
    Prose,
    Shelf,
)
from tutorial.library.lesson_reading import read_lesson
from tutorial.library.reader import read_library

Files = dict[str, str | bytes | None]


class Choice(Part):
    """One possible answer."""

    id: str
    right: bool = False
    shows: MisconceptionId | None = None


class Riddle(Item):
    """A question, with the checks that a schema of an app would have."""

    kind: Literal["riddle"] = "riddle"
    question: Line
    answer: Prose | None = None
    points: int = Field(default=1, ge=1)
    concepts: tuple[ConceptId, ...] = ()
    read: ParagraphRef | None = None
    demo: DemoName | None = None
    choices: tuple[Choice, ...] = ()

    @field_validator("choices")
    @classmethod
    def _one_is_right(cls, choices: tuple[Choice, ...]) -> tuple[Choice, ...]:
        right = [number for number, choice in enumerate(choices) if choice.right]
        if choices and not right:
            raise FaultError("hold no right answer; write right: true in one of them")
        if len(right) > 1:
            raise FaultError("is the second right answer; keep one", right[1], "right")
        return choices


class Sum(Item):
    """Another kind of question."""

    kind: Literal["sum"]
    result: int


class Round(Item):
    """One file of the shelf `rounds`."""

    riddles: tuple[Riddle, ...] = ()
    mixed: tuple[Annotated[Riddle | Sum, Field(discriminator="kind")], ...] = ()


LESSONS = Shelf(folder="lessons", schema=Lesson, listed_in="lessons", suffix=".md", parse=read_lesson)
SHELVES = (LESSONS, Shelf(folder="rounds", schema=Round, listed_in="rounds"))

SOUND: dict[str, str] = {
    "one/course.yaml": """\
id: one
title: One
tagline: A course
summary: A course for tests
lessons: [lesson]
rounds: [round]
""",
    "one/concepts.yaml": """\
- id: worker
  title: The worker
  summary: Runs tasks.
  misconceptions:
    - id: no-arguments
      text: Tasks take no arguments.
""",
    "one/demos.yaml": """\
- demo: tutorial:home
  title: A demo
  summary: Any page of the site will do.
  concepts: [worker]
""",
    "one/lessons/lesson.md": """\
---
id: lesson
title: A lesson
lead: Its subtitle
minutes: 3
---

## A section {#section}

A worker runs tasks, one after another, until none is left.
{: #runs-tasks concepts="worker" }
""",
    "one/rounds/round.yaml": """\
id: round
riddles:
  - id: riddle
    question: Who runs tasks?
    concepts: [worker]
    read: lesson#runs-tasks
    demo: tutorial:home
    choices:
      - id: nobody
        shows: no-arguments
      - id: somebody
        right: true
""",
}


def write(root: Path, changes: Files | None = None) -> Path:
    """The sound course in `root`/content, with files changed, added, or (None) left out."""
    content = root / "content"
    content.mkdir(exist_ok=True)
    for name, text in {**SOUND, **(changes or {})}.items():
        path = content / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(text, bytes):
            path.write_bytes(text)
        elif text is not None:
            path.write_text(text, encoding="utf-8")
    return content


def read(root: Path, changes: Files | None = None) -> Library:
    return read_library(write(root, changes), SHELVES)


def faults(root: Path, changes: Files | None = None) -> list[str]:
    """The faults as they are printed, without the folders that all tests share."""
    with pytest.raises(ContentError) as caught:
        read(root, changes)
    return [str(fault).removeprefix("content/one/") for fault in caught.value.faults]


def replaced(name: str, old: str, new: str) -> Files:
    """The sound file with `old`, which must be in it, replaced."""
    assert old in SOUND[name]
    return {name: SOUND[name].replace(old, new)}
