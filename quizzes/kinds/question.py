"""What all kinds of question share. A kind adds its own fields, its grading and its form."""

from abc import abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Protocol

from django.forms.utils import ErrorDict
from django.utils.safestring import SafeString
from pydantic import Field

from tutorial.library import ConceptId, Item, Line, ParagraphRef, Part, Prose, Scale, code_lines

MOST_HINTS = 4


class Difficulty(Scale):
    EASY = "easy"
    MEDIUM = "medium"
    HARD = "hard"


class Step(Part):
    """One step of a solution."""

    title: Line
    text: Line


class Solution(Part):
    """How to reach the answer. The final answer is not repeated here: it is the right option."""

    steps: tuple[Step, ...] = Field(min_length=1)
    quick_check: Line


class Note(Part):
    """Something worth knowing beside the answer."""

    title: Line
    text: Prose


@dataclass(frozen=True, slots=True)
class Grade:
    """What an answer is worth, from 0 to 1, and the misconceptions that it gives away."""

    score: float
    misconceptions: tuple[str, ...] = ()

    @property
    def right(self) -> bool:
        return self.score == 1


class AnswerForm(Protocol):
    """A Django form with one thing more: what was answered, once the form is valid."""

    @property
    def errors(self) -> ErrorDict: ...

    def is_valid(self) -> bool: ...

    def given(self) -> list[str]:
        """The answer as strings, never empty: ids of options in order, or what was typed. JSON keeps it."""


class Question(Item):
    """A question of any kind. Pure: no database, no request, no clock; chance comes in as an argument.

    Its page is drawn by the partials of `templates/quizzes/kinds/<kind>.html`: `answers` (the form),
    `judged` (what became of an answer, with the reason for everything that was offered) and `final` (the
    right answer, in a line or as code).
    """

    kind: str
    level: Difficulty
    stem: Line
    code: str | None = None
    concepts: tuple[ConceptId, ...] = Field(min_length=1)
    read: ParagraphRef
    hints: tuple[Line, ...] = Field(default=(), max_length=MOST_HINTS)
    explanation: Line | None = None
    solution: Solution | None = None
    mistakes: tuple[Line, ...] = ()
    note: Note | None = None

    @property
    def code_lines(self) -> tuple[SafeString, ...]:
        return code_lines(self.code or "")

    def shuffled(self, chance: Random) -> list[str]:
        """The ids of what is shown, in an order for one attempt; none where nothing can change places."""
        return []

    def arranged(self, order: Sequence[str]) -> tuple[str, ...]:
        """The kept order of an attempt, brought up to date: without what has gone, new ones last."""
        return ()

    @abstractmethod
    def form(
        self, shown: Sequence[str], data: Mapping[str, object] | None = None, before: Sequence[str] = ()
    ) -> AnswerForm:
        """The form that asks, with the options in the order shown. It accepts nothing that was not shown.

        `before` is an answer given earlier, which an unbound form shows as the one that stands.
        """

    @abstractmethod
    def grade(self, given: Sequence[str]) -> Grade:
        """`given` comes from a valid form."""

    @abstractmethod
    def judged(self, shown: Sequence[str], given: Sequence[str]) -> object:
        """What the partial `judged` draws: what was offered, in the order shown, with what was given.

        `given` is empty where an exam ended without an answer.
        """
