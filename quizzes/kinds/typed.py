"""What the kinds share that are answered by typing."""

from collections.abc import Mapping, Sequence

from django import forms

from quizzes.kinds.question import Question
from tutorial.library import Line, MisconceptionId, Part


class WrongAnswer(Part):
    """A wrong answer that the author expects: why it is wrong, and what it gives away, if anything.

    Who mixes up two names may believe nothing that is not so.
    """

    misconception: MisconceptionId | None = None
    why: Line

    @property
    def beliefs(self) -> tuple[str, ...]:
        """The misconceptions that a grade books."""
        return (self.misconception,) if self.misconception else ()


class Foreseen(WrongAnswer):
    """One that always gives something away."""

    misconception: MisconceptionId


class Typed(Question):
    """Nothing is offered. `why` says why the right answer is right."""

    why: Line


class TypedAnswer(forms.Form):
    """One field, `answer`, which a kind declares. What was typed comes back where it is refused."""

    def __init__(self, data: Mapping[str, object] | None = None, before: Sequence[str] = ()) -> None:
        super().__init__(data, initial={"answer": before[0]} if before else None)

    def given(self) -> list[str]:
        return [self.cleaned_data["answer"]]
