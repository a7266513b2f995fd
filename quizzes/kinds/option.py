"""One of the answers a question offers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Self

from django import forms
from pydantic import model_validator

from quizzes.kinds.offering import Offered
from tutorial.library import FaultError, MisconceptionId


class Option(Offered):
    """An answer to choose. Both a right and a wrong one say `why`.

    A wrong one names the misconception that choosing it gives away.
    """

    right: bool = False
    misconception: MisconceptionId | None = None

    @model_validator(mode="after")
    def _wrong_ones_name_a_misconception(self) -> Self:
        if self.right and self.misconception:
            raise FaultError("belongs to wrong answers only; leave it away", "misconception")
        if not self.right and not self.misconception:
            raise FaultError(
                "is missing; name the belief that this wrong answer gives away, or write right: true",
                "misconception",
            )
        return self


@dataclass(frozen=True, slots=True)
class JudgedOption:
    """An option after the answer. `chosen` says whether the learner chose it."""

    option: Option
    chosen: bool


def judged_options(
    options: Mapping[str, Option], shown: Sequence[str], given: Sequence[str]
) -> tuple[JudgedOption, ...]:
    """The options (by id) as they were shown, with what was chosen; without those that have since gone."""
    return tuple(JudgedOption(options[one], one in given) for one in shown if one in options)


class ChooseAmong(forms.Form):
    """A form with the options of a question in its field `option`, which each kind declares for itself.

    `chosen` is what stands as chosen while nothing is sent.
    """

    def __init__(self, options: Sequence[Option], data: Mapping[str, object] | None, chosen: object) -> None:
        super().__init__(data, initial={"option": chosen})
        self.options = options
        self.fields["option"].choices = [(option.id, option.id) for option in options]  # type: ignore[attr-defined]
