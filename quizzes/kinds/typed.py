"""What the kinds share that are answered by typing."""

from collections.abc import Mapping, Sequence

from django import forms

from quizzes.kinds.question import Question
from tutorial.library import Line, MisconceptionId, Part


class Foreseen(Part):
    """A wrong answer that the author expects: what it gives away, and why it is wrong."""

    misconception: MisconceptionId
    why: Line


class Typed(Question):
    """Nothing is offered. `why` says why the right answer is right."""

    why: Line


class TypedAnswer(forms.Form):
    """One field, `answer`, which a kind declares. What was typed comes back where it is refused."""

    def __init__(self, data: Mapping[str, object] | None = None, before: Sequence[str] = ()) -> None:
        super().__init__(data, initial={"answer": before[0]} if before else None)

    def given(self) -> list[str]:
        return [self.cleaned_data["answer"]]
