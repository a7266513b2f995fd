"""Predict the output: what does this code print?"""

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import Literal, Self

from django import forms
from pydantic import Field, model_validator

from quizzes.kinds.question import Grade
from quizzes.kinds.typed import Foreseen, Typed, TypedAnswer
from tutorial.library import FaultError

MOST_CHARACTERS = 2000


class WrongOutput(Foreseen):
    """A wrong prediction that is expected."""

    output: str

    @property
    def lines(self) -> tuple[str, ...]:
        return lines_of(self.output)


@dataclass(frozen=True, slots=True)
class LinePair:
    """A line of the output beside the one that was predicted for it; None where one of them has none."""

    printed: str | None
    predicted: str | None

    @property
    def same(self) -> bool:
        return self.printed == self.predicted


@dataclass(frozen=True, slots=True)
class JudgedOutput:
    """What is printed beside what was predicted; `wrong` is the expected wrong prediction that it is."""

    answered: bool
    right: bool
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
    def lines(self) -> tuple[str, ...]:
        return lines_of(self.output)

    def form(
        self, shown: Sequence[str], data: Mapping[str, object] | None = None, before: Sequence[str] = ()
    ) -> "TypeOutput":
        return TypeOutput(data, before)

    def grade(self, given: Sequence[str]) -> Grade:
        lines = lines_of(given[0])
        if lines == self.lines:
            return Grade(1)
        wrong = self._wrong(lines)
        return Grade(0, (wrong.misconception,) if wrong else ())

    def judged(self, shown: Sequence[str], given: Sequence[str]) -> JudgedOutput:
        lines = lines_of(next(iter(given), ""))
        met = self._wrong(lines)
        return JudgedOutput(
            answered=bool(given),
            right=lines == self.lines,
            pairs=tuple(_side_by_side(self.lines, lines)),
            wrong=met,
            others=tuple(wrong for wrong in self.wrong if wrong is not met),
        )

    def _wrong(self, lines: tuple[str, ...]) -> WrongOutput | None:
        return next((wrong for wrong in self.wrong if wrong.lines == lines), None)

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


def lines_of(text: str) -> tuple[str, ...]:
    """The lines without blanks at their ends, and without empty lines at the end."""
    unix = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n")
    return tuple(line.rstrip() for line in unix.rstrip().split("\n")) if unix.strip() else ()


def _side_by_side(printed: Sequence[str], predicted: Sequence[str]) -> Iterator[LinePair]:
    """Equal lines beside each other, so that one line too many does not make all after it differ."""
    for _, a, b, c, d in SequenceMatcher(None, printed, predicted, autojunk=False).get_opcodes():
        yield from (LinePair(*pair) for pair in zip_longest(printed[a:b], predicted[c:d]))


class TypeOutput(TypedAnswer):
    """Some lines. Blanks at the beginning count, since the code may print them."""

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
