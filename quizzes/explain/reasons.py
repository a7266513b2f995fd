"""Why a point was found, in plain words: which words were read, as what, and how near they stand."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from quizzes.english.words import words_in
from quizzes.explain.models import Explanation


@dataclass(frozen=True, slots=True)
class Reading:
    """The learner's own words `said`, or denied.

    `meant` is the word they were taken for if they are misspelt; "" if the same. The name of its group is not
    told: it is the author's, and often no word of English.
    """

    said: str
    denied: bool
    meant: str


@dataclass(frozen=True, slots=True)
class Reason:
    """One rule that the text fulfilled: these words of a sentence, at most `within` from first to last."""

    readings: tuple[Reading, ...]
    within: int

    @property
    def said(self) -> tuple[Reading, ...]:
        return tuple(reading for reading in self.readings if not reading.denied)

    @property
    def denied(self) -> tuple[Reading, ...]:
        return tuple(reading for reading in self.readings if reading.denied)


def reasons(explanation: Explanation, point: str) -> tuple[Reason, ...]:
    """As the rules stood when the text was explained; none for one explained before reasons were kept."""
    return tuple(_reasons(explanation.text, (hit for hit in explanation.hits if hit["point"] == point)))


def _reasons(text: str, hits: Iterable[Mapping[str, Any]]) -> Iterator[Reason]:
    for hit in hits:
        readings = tuple(_reading(text, use) for use in hit.get("uses", ()))
        if readings:
            yield Reason(readings, hit["within"])


def _reading(text: str, use: Mapping[str, Any]) -> Reading:
    start, end = use["span"]
    said = " ".join(text[start:end].split())
    return Reading(said, use["denied"], meant="" if _alike(said, use["read_as"]) else use["read_as"])


def _alike(one: str, other: str) -> bool:
    """The same words, in whatever form, in one or in two."""
    return "".join(word.stem for word in words_in(one)) == "".join(word.stem for word in words_in(other))
