"""True or false: the stem is a statement."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from django import forms

from quizzes.kinds.question import Grade, Question
from tutorial.library import Line, MisconceptionId

SIDES = {"true": "True", "false": "False"}


@dataclass(frozen=True, slots=True)
class JudgedSide:
    """One of the two sides after the answer."""

    word: str
    right: bool
    chosen: bool
    why: Line


class TrueFalse(Question):
    """`answer` is what the statement is; `why` says why it is so, `why_not` why it is not the other.

    `misconception` is the belief of who takes the wrong side.
    """

    kind: Literal["true-false"]
    answer: bool
    why: Line
    why_not: Line
    misconception: MisconceptionId

    @property
    def right_word(self) -> str:
        return SIDES[self._right_side]

    def form(
        self, shown: Sequence[str], data: Mapping[str, object] | None = None, before: Sequence[str] = ()
    ) -> "TakeASide":
        return TakeASide(data, initial={"side": before[0]} if before else None)

    def grade(self, given: Sequence[str]) -> Grade:
        return Grade(1) if given[0] == self._right_side else Grade(0, (self.misconception,))

    def judged(self, shown: Sequence[str], given: Sequence[str]) -> tuple[JudgedSide, ...]:
        return tuple(self._side(side, chosen=side in given) for side in SIDES)

    def _side(self, side: str, *, chosen: bool) -> JudgedSide:
        right = side == self._right_side
        return JudgedSide(SIDES[side], right, chosen, self.why if right else self.why_not)

    @property
    def _right_side(self) -> str:
        return "true" if self.answer else "false"


class TakeASide(forms.Form):
    """Two radio buttons, always in the same order, since their words say what they are."""

    side = forms.ChoiceField(
        choices=list(SIDES.items()),
        widget=forms.RadioSelect,
        error_messages={
            "required": "Choose true or false first.",
            "invalid_choice": "That is neither true nor false. Choose one of the two.",
        },
    )

    def given(self) -> list[str]:
        return [self.cleaned_data["side"]]
