"""Predict the output: what does this code print?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, Self

from django import forms
from pydantic import Field, model_validator

from quizzes.kinds.printed import (
    LinePair,
    Lines,
    lines_of,
    side_by_side,
    small,
    unspaced,
    with_blanks_after_commas,
)
from quizzes.kinds.question import Grade
from quizzes.kinds.typed import Typed, TypedAnswer, WrongAnswer
from tutorial.library import FaultError

MOST_CHARACTERS = 2000


class WrongOutput(WrongAnswer):
    """A wrong prediction that is expected."""

    output: str

    @property
    def lines(self) -> Lines:
        return lines_of(self.output)


@dataclass(frozen=True, slots=True)
class JudgedOutput:
    """What is printed beside what was predicted; `wrong` is the expected wrong prediction that it is.

    `blanks`: a right one has its blanks elsewhere; `commas`: it left out no others than those after commas.
    `capitals`: a wrong one differs in nothing but capital letters.
    """

    answered: bool
    right: bool
    blanks: bool
    commas: bool
    capitals: bool
    pairs: tuple[LinePair, ...]
    wrong: WrongOutput | None
    others: tuple[WrongOutput, ...]


class PredictOutput(Typed):
    """`output` is what `code` prints when it is run: the tests run it."""

    kind: Literal["output"]
    code: str = Field(min_length=1)
    output: str
    wrong: tuple[WrongOutput, ...] = ()

    @property
    def lines(self) -> Lines:
        return lines_of(self.output)

    def form(
        self, shown: Sequence[str], data: Mapping[str, object] | None = None, before: Sequence[str] = ()
    ) -> "TypeOutput":
        return TypeOutput(data, before)

    def grade(self, given: Sequence[str]) -> Grade:
        lines = lines_of(given[0])
        if self._is_right(lines):
            return Grade(1)
        wrong = self._wrong(lines)
        return Grade(0, wrong.beliefs if wrong else ())

    def judged(self, shown: Sequence[str], given: Sequence[str]) -> JudgedOutput:
        lines = lines_of(next(iter(given), ""))
        met, right = self._wrong(lines), self._is_right(lines)
        return JudgedOutput(
            answered=bool(given),
            right=right,
            blanks=right and lines != self.lines,
            commas=right and with_blanks_after_commas(lines) == self.lines,
            capitals=not right and small(lines) == small(self.lines),
            pairs=tuple(side_by_side(self.lines, lines)),
            wrong=met,
            others=tuple(wrong for wrong in self.wrong if wrong is not met),
        )

    def _is_right(self, lines: Lines) -> bool:
        """Blanks do not count, unless the author expects just this as a wrong prediction."""
        return unspaced(lines) == unspaced(self.lines) and self._wrong(lines) is None

    def _wrong(self, lines: Lines) -> WrongOutput | None:
        """The expected wrong prediction with these very lines, or else one with other blanks."""
        if lines == self.lines:
            return None
        very = next((wrong for wrong in self.wrong if wrong.lines == lines), None)
        if very or unspaced(lines) == unspaced(self.lines):
            return very
        return next((wrong for wrong in self.wrong if unspaced(wrong.lines) == unspaced(lines)), None)

    @model_validator(mode="after")
    def _outputs_differ(self) -> Self:
        if not self.lines:
            raise FaultError("holds no line; ask about code that prints something", "output")
        earlier = {self.lines}
        for number, wrong in enumerate(self.wrong):
            if not wrong.lines or wrong.lines in earlier:
                raise FaultError("is empty, or there already; write another", "wrong", number, "output")
            earlier.add(wrong.lines)
        return self


class TypeOutput(TypedAnswer):
    """Some lines. Blanks at the beginning stay, since the code may print them, too."""

    answer = forms.CharField(
        strip=False,
        max_length=MOST_CHARACTERS,
        error_messages={
            "required": "Write what the code prints first.",
            "max_length": f"That is more than {MOST_CHARACTERS} characters. Shorten it.",
        },
    )

    def clean_answer(self) -> str:
        lines = lines_of(self.cleaned_data["answer"])
        if not lines:
            raise forms.ValidationError("Write what the code prints first.")
        return "\n".join(lines)
