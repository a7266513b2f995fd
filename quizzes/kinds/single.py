"""Single choice: one right answer among several."""

from collections.abc import Mapping, Sequence
from typing import Literal

from django import forms
from pydantic import Field, field_validator

from quizzes.kinds.offering import Offering
from quizzes.kinds.option import ChooseAmong, JudgedOption, Option, judged_options
from quizzes.kinds.question import Grade
from tutorial.library import FaultError


class SingleChoice(Offering):
    kind: Literal["single"]
    options: tuple[Option, ...] = Field(min_length=2)

    @property
    def offered(self) -> tuple[Option, ...]:
        return self.options

    @property
    def right_option(self) -> Option:
        return next(option for option in self.options if option.right)

    def form(
        self, shown: Sequence[str], data: Mapping[str, object] | None = None, before: Sequence[str] = ()
    ) -> "ChooseOne":
        return ChooseOne([self._by_id[option_id] for option_id in shown], data, before)

    def grade(self, given: Sequence[str]) -> Grade:
        option = self._by_id[given[0]]
        return Grade(1 if option.right else 0, (option.misconception,) if option.misconception else ())

    def judged(self, shown: Sequence[str], given: Sequence[str]) -> tuple[JudgedOption, ...]:
        return judged_options(self._by_id, shown, given)

    @property
    def _by_id(self) -> dict[str, Option]:
        return {option.id: option for option in self.options}

    @field_validator("options")
    @classmethod
    def _one_right_answer(cls, options: tuple[Option, ...]) -> tuple[Option, ...]:
        right = [number for number, option in enumerate(options) if option.right]
        if not right:
            raise FaultError("hold no right answer; write right: true in one of them")
        if len(right) > 1:
            raise FaultError(
                "is the second right answer; a question of this kind has one (multiple has several)",
                right[1],
                "right",
            )
        return options


class ChooseOne(ChooseAmong):
    """One radio button for each option. The value is the option's id and says nothing else."""

    option = forms.ChoiceField(
        widget=forms.RadioSelect,
        error_messages={
            "required": "Choose an answer first.",
            "invalid_choice": "That is not an answer to this question. Choose one of these.",
        },
    )

    def __init__(
        self,
        options: Sequence[Option],
        data: Mapping[str, object] | None = None,
        before: Sequence[str] = (),
    ) -> None:
        super().__init__(options, data, before[0] if before else None)

    def given(self) -> list[str]:
        return [self.cleaned_data["option"]]
