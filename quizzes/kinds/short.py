"""Short text: an answer of a few words, or of a line of code."""

import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Annotated, Literal, Self

from django import forms
from pydantic import Field, StringConstraints, model_validator

from quizzes.kinds.question import Grade
from quizzes.kinds.same_answer import is_the_same_code, nearly_says_the_same, says_something, says_the_same
from quizzes.kinds.typed import Typed, TypedAnswer, WrongAnswer
from tutorial.library import FaultError

MOST_CHARACTERS = 200
MOST_SHOWN = 6  # accepted wordings in the feedback: many spellings of one call teach nothing more
Wording = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=MOST_CHARACTERS)]
Alike = Callable[[str, str], bool]


class WrongWords(WrongAnswer):
    """A wrong answer that is expected, in its wordings."""

    answers: tuple[Wording, ...] = Field(min_length=1)


@dataclass(frozen=True, slots=True)
class Recognised:
    """What a text was taken for: an accepted wording, or a wrong answer; neither if it is not known.

    `meant` is the wording that it was compared with, `slip` whether a slip was forgiven.
    """

    meant: str
    wrong: WrongWords | None
    slip: bool = False


@dataclass(frozen=True, slots=True)
class JudgedWords:
    """The answer as it was typed, empty if there was none, and what else was expected."""

    typed: str
    recognised: Recognised | None
    others: tuple[WrongWords, ...]

    @property
    def right(self) -> bool:
        return self.recognised is not None and self.recognised.wrong is None


class ShortText(Typed):
    """`exact` compares code: every letter and sign of it counts, whitespace does not."""

    kind: Literal["short"]
    accepted: tuple[Wording, ...] = Field(min_length=1)
    exact: bool = False
    wrong: tuple[WrongWords, ...] = ()

    @property
    def examples(self) -> tuple[str, ...]:
        """The accepted wordings that the feedback shows, the answer first."""
        return self.accepted[:MOST_SHOWN]

    def form(
        self, shown: Sequence[str], data: Mapping[str, object] | None = None, before: Sequence[str] = ()
    ) -> "TypeWords":
        return TypeWords(self.exact, data, before)

    def grade(self, given: Sequence[str]) -> Grade:
        recognised = self._recognised(given[0])
        if recognised is None:
            return Grade(0)
        return Grade(0, recognised.wrong.beliefs) if recognised.wrong else Grade(1)

    def judged(self, shown: Sequence[str], given: Sequence[str]) -> JudgedWords:
        typed = next(iter(given), "")
        recognised = self._recognised(typed) if typed else None
        met = recognised.wrong if recognised else None
        return JudgedWords(typed, recognised, tuple(wrong for wrong in self.wrong if wrong is not met))

    def _recognised(self, text: str) -> Recognised | None:
        """A slip is forgiven only in what is not known as it stands."""
        if self.exact:
            return self._find(text, is_the_same_code)
        return self._find(text, says_the_same) or self._find(text, nearly_says_the_same, slip=True)

    def _find(self, text: str, alike: Alike, *, slip: bool = False) -> Recognised | None:
        known = chain(
            ((wording, None) for wording in self.accepted),
            ((wording, wrong) for wrong in self.wrong for wording in wrong.answers),
        )
        return next((Recognised(meant, wrong, slip) for meant, wrong in known if alike(text, meant)), None)

    @model_validator(mode="after")
    def _wordings_differ(self) -> Self:
        """Each wording says something, and no wrong one counts as one that stands before it."""
        alike = is_the_same_code if self.exact else says_the_same
        earlier: list[str] = []
        for way, wording in self._wordings():
            if not self.exact and not says_something(wording):
                raise FaultError("holds no word; write one, or exact: true if signs alone are meant", *way)
            twin = next((one for one in earlier if alike(one, wording)), None)
            if twin is not None:
                raise FaultError(f"{wording} counts as the same answer as {twin}; keep one", *way)
            earlier.append(wording)
        return self

    def _wordings(self) -> Iterator[tuple[tuple[str | int, ...], str]]:
        """Every wording with the way to it, in the order of the file."""
        for number, wording in enumerate(self.accepted):
            yield ("accepted", number), wording
        for number, wrong in enumerate(self.wrong):
            for at, wording in enumerate(wrong.answers):
                yield ("wrong", number, "answers", at), wording


class TypeWords(TypedAnswer):
    """One line. `exact` says in the page that code is meant, and lets an answer of signs alone pass."""

    answer = forms.CharField(
        max_length=MOST_CHARACTERS,
        error_messages={
            "required": "Write your answer first.",
            "max_length": f"An answer has {MOST_CHARACTERS} characters at most. Shorten yours.",
        },
    )

    def __init__(
        self, exact: bool, data: Mapping[str, object] | None = None, before: Sequence[str] = ()
    ) -> None:
        super().__init__(data, before)
        self.exact = exact

    def clean_answer(self) -> str:
        answer = unicodedata.normalize("NFC", self.cleaned_data["answer"])
        if not self.exact and not says_something(answer):
            raise forms.ValidationError("There is no word in this yet. Write your answer in words.")
        return answer
