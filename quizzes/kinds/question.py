"""What all kinds of question share. A kind adds its own fields, its grading and its form."""

from abc import abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Protocol

from django.utils.safestring import SafeString
from pydantic import Field

from quizzes.kinds.option import Option
from tutorial.library import ConceptId, Item, Line, ParagraphRef, Part, Prose, Scale, code_lines


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
    """What an answer is worth, from 0 to 1, and the misconception it gives away ("" if none)."""

    score: float
    misconception: str = ""

    @property
    def right(self) -> bool:
        return self.score == 1


@dataclass(frozen=True, slots=True)
class JudgedOption:
    option: Option
    chosen: bool


class AnswerForm(Protocol):
    """A Django form with one thing more: what was answered, once the form is valid."""

    def is_valid(self) -> bool: ...

    def chosen(self) -> list[str]:
        """Ids of options."""


class Question(Item):
    """A question of any kind. Pure: no database, no request, no clock; chance comes in as an argument.

    Its page is drawn by the partials `answers` and `judged` of `templates/quizzes/kinds/<kind>.html`.
    """

    kind: str
    level: Difficulty
    stem: Line
    code: str | None = None
    concepts: tuple[ConceptId, ...] = Field(min_length=1)
    read: ParagraphRef
    explanation: Line | None = None
    solution: Solution | None = None
    mistakes: tuple[Line, ...] = ()
    note: Note | None = None

    @property
    def code_lines(self) -> tuple[SafeString, ...]:
        return code_lines(self.code or "")

    @property
    @abstractmethod
    def final_answer(self) -> Option:
        """The right answer, to close the solution with."""

    @abstractmethod
    def shuffled(self, chance: Random) -> list[str]:
        """The ids of what is shown, in an order for one attempt."""

    @abstractmethod
    def arranged(self, order: Sequence[str]) -> tuple[str, ...]:
        """The kept order of an attempt, brought up to date: without what has gone, new ones last."""

    @abstractmethod
    def form(self, shown: Sequence[str], data: Mapping[str, object] | None = None) -> AnswerForm:
        """The form that asks, with the options in the order shown. It accepts nothing that was not shown."""

    @abstractmethod
    def grade(self, chosen: Sequence[str]) -> Grade:
        """`chosen` comes from a valid form."""

    @abstractmethod
    def judged(self, shown: Sequence[str], chosen: Sequence[str]) -> tuple[JudgedOption, ...]:
        """The options as they were shown, with what was chosen. Options that have since gone are left out."""
