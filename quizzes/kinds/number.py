"""A number, right within a tolerance."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Literal, Self

from django import forms
from pydantic import Field, model_validator

from quizzes.kinds.figures import FigureError, plain, read_figure
from quizzes.kinds.question import Grade
from quizzes.kinds.typed import Typed, TypedAnswer, WrongAnswer
from tutorial.library import FaultError

# With so few digits, sums and products of two figures are exact in the 28 that Decimal calculates with.
Figure = Annotated[Decimal, Field(max_digits=12)]
MOST_CHARACTERS = 40


class WrongFigure(WrongAnswer):
    """A wrong number that is expected, recognised within the same tolerance, in its own percent."""

    value: Figure

    @property
    def plain(self) -> str:
        return plain(self.value)


@dataclass(frozen=True, slots=True)
class JudgedFigure:
    """The answer as it was typed, empty if there was none; `wrong` is the wrong number that it is.

    `above` says whether it is more than the right number; None if it is no number at all.
    """

    typed: str
    right: bool
    above: bool | None
    wrong: WrongFigure | None
    others: tuple[WrongFigure, ...]


class NumberAnswer(Typed):
    """`tolerance` is in the unit of the value, `tolerance_percent` in hundredths of it.

    The bounds count as right. Without either, the number must be the very one.
    """

    kind: Literal["number"]
    value: Figure
    unit: str = Field(default="", max_length=30)
    tolerance: Figure = Field(default=Decimal(0), ge=0)
    tolerance_percent: Figure = Field(default=Decimal(0), ge=0)
    wrong: tuple[WrongFigure, ...] = ()

    def form(
        self, shown: Sequence[str], data: Mapping[str, object] | None = None, before: Sequence[str] = ()
    ) -> "TypeANumber":
        return TypeANumber(self.unit, data, before)

    def grade(self, given: Sequence[str]) -> Grade:
        number = read_figure(given[0], self.unit)
        wrong = self._wrong(number)
        if self._is_right(number):
            return Grade(1)
        return Grade(0, wrong.beliefs if wrong else ())

    def judged(self, shown: Sequence[str], given: Sequence[str]) -> JudgedFigure:
        """An answer to an older wording of the question may be no number at all."""
        typed = next(iter(given), "")
        try:
            number = read_figure(typed, self.unit)
        except FigureError:
            return JudgedFigure(typed, right=False, above=None, wrong=None, others=self.wrong)
        met = self._wrong(number)
        others = tuple(wrong for wrong in self.wrong if wrong is not met)
        return JudgedFigure(typed, self._is_right(number), number > self.value, met, others)

    @property
    def plain(self) -> str:
        """The right number, as it is shown."""
        return plain(self.value)

    @property
    def least(self) -> str:
        return plain(self.value - self._slack(self.value))

    @property
    def most(self) -> str:
        return plain(self.value + self._slack(self.value))

    @property
    def is_exact(self) -> bool:
        return self._slack(self.value) == 0

    def _slack(self, value: Decimal) -> Decimal:
        """How far off a value, the right one or a wrong one, still counts as that value."""
        return self.tolerance or abs(value) * self.tolerance_percent / 100

    def _is_right(self, number: Decimal) -> bool:
        return self._is_near(self.value, number)

    def _wrong(self, number: Decimal) -> WrongFigure | None:
        if self._is_right(number):
            return None
        near = [wrong for wrong in self.wrong if self._is_near(wrong.value, number)]
        return min(near, key=lambda wrong: abs(wrong.value - number), default=None)

    def _is_near(self, value: Decimal, number: Decimal) -> bool:
        """Comparing rounds nothing, whatever was typed; and the bounds are exact (see Figure)."""
        slack = self._slack(value)
        return value - slack <= number <= value + slack

    @model_validator(mode="after")
    def _one_tolerance(self) -> Self:
        if self.tolerance and self.tolerance_percent:
            raise FaultError("is there beside tolerance; keep one of the two", "tolerance_percent")
        if self.tolerance_percent and not self.value:
            raise FaultError("of 0 is 0; write tolerance instead", "tolerance_percent")
        return self

    @model_validator(mode="after")
    def _wrong_ones_are_wrong(self) -> Self:
        for number, wrong in enumerate(self.wrong):
            if self._is_right(wrong.value):
                raise FaultError(
                    f"lies within the tolerance, {self.least} to {self.most}", "wrong", number, "value"
                )
            if wrong.value in [other.value for other in self.wrong[:number]]:
                raise FaultError("is there already; keep one", "wrong", number, "value")
        return self


class TypeANumber(TypedAnswer):
    """One line: the number, with or without its unit."""

    answer = forms.CharField(
        max_length=MOST_CHARACTERS,
        error_messages={
            "required": "Write a number first.",
            "max_length": f"A number has {MOST_CHARACTERS} characters at most here. Shorten it.",
        },
    )

    def __init__(
        self, unit: str, data: Mapping[str, object] | None = None, before: Sequence[str] = ()
    ) -> None:
        super().__init__(data, before)
        self.unit = unit

    def clean_answer(self) -> str:
        typed: str = self.cleaned_data["answer"]
        try:
            read_figure(typed, self.unit)
        except FigureError as error:
            raise forms.ValidationError(str(error)) from None
        return typed
