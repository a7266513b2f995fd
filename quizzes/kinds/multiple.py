"""Multiple choice: several right answers among others."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from django import forms
from pydantic import Field, field_validator

from quizzes.kinds.offering import Offering
from quizzes.kinds.option import ChooseAmong, JudgedOption, Option, judged_options
from quizzes.kinds.question import Grade
from tutorial.library import FaultError

FEWEST_RIGHT = 2


@dataclass(frozen=True, slots=True)
class Picks:
    """How many of the right options were chosen, and how many of the wrong ones."""

    right: int
    all_right: int
    wrong: int
    all_wrong: int

    @property
    def credit(self) -> Fraction:
        """The share of the right options chosen, less the share of the wrong ones; never below 0.

        1 for the right ones and no other, 0 for choosing everything. It is the rule "false" of R/exams
        (`exams_eval(rule="false", negative=FALSE)`); before its floor, Youden's index (Cancer 3, 1950).
        """
        return max(Fraction(0), Fraction(self.right, self.all_right) - Fraction(self.wrong, self.all_wrong))

    @property
    def percent(self) -> int:
        return round(100 * self.credit)


@dataclass(frozen=True, slots=True)
class JudgedPicks:
    """The options after the answer. `picks` is None if nothing was answered."""

    options: tuple[JudgedOption, ...]
    picks: Picks | None


class MultipleChoice(Offering):
    kind: Literal["multiple"]
    options: tuple[Option, ...] = Field(min_length=3)

    @property
    def offered(self) -> tuple[Option, ...]:
        return self.options

    @property
    def right_options(self) -> tuple[Option, ...]:
        return tuple(option for option in self.options if option.right)

    def form(
        self, shown: Sequence[str], data: Mapping[str, object] | None = None, before: Sequence[str] = ()
    ) -> "ChooseSeveral":
        return ChooseSeveral([self._by_id[option_id] for option_id in shown], data, before)

    def grade(self, given: Sequence[str]) -> Grade:
        beliefs = (option.misconception for option in self.options if option.id in given)
        return Grade(float(self._picks(given).credit), tuple(dict.fromkeys(filter(None, beliefs))))

    def judged(self, shown: Sequence[str], given: Sequence[str]) -> JudgedPicks:
        return JudgedPicks(
            judged_options(self._by_id, shown, given), picks=self._picks(given) if given else None
        )

    def _picks(self, given: Sequence[str]) -> Picks:
        chosen = [option.right for option in self.options if option.id in given]
        rights = len(self.right_options)
        return Picks(chosen.count(True), rights, chosen.count(False), len(self.options) - rights)

    @property
    def _by_id(self) -> dict[str, Option]:
        return {option.id: option for option in self.options}

    @field_validator("options")
    @classmethod
    def _several_right_answers_and_a_wrong_one(cls, options: tuple[Option, ...]) -> tuple[Option, ...]:
        rights = [option.right for option in options].count(True)
        if rights < FEWEST_RIGHT:
            raise FaultError("hold fewer than two right answers; write right: true in two, or kind: single")
        if rights == len(options):
            raise FaultError("hold no wrong answer; write one, with its misconception")
        return options


class ChooseSeveral(ChooseAmong):
    """One checkbox for each option. The value is the option's id and says nothing else."""

    option = forms.MultipleChoiceField(
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "Choose at least one answer first.",
            "invalid_choice": "One of those is not an answer to this question. Choose among these.",
        },
    )

    def __init__(
        self,
        options: Sequence[Option],
        data: Mapping[str, object] | None = None,
        before: Sequence[str] = (),
    ) -> None:
        super().__init__(options, data, list(before))

    def given(self) -> list[str]:
        """In the order shown, each once, however the browser sent them."""
        return [option.id for option in self.options if option.id in self.cleaned_data["option"]]
