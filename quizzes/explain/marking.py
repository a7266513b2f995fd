"""A text cut into pieces, so that the words that showed a point can be marked and lettered."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from quizzes.explain.scorer import Span


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text, and the letters of the points whose words end with it."""

    text: str
    letters: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Stretch:
    """Pieces that are drawn as one mark, or as plain text."""

    pieces: tuple[Piece, ...]
    marked: bool


def stretches(text: str, spans: Mapping[str, Iterable[Span]]) -> tuple[Stretch, ...]:
    """The whole of `text` in order. `spans` holds the spans of each letter; overlapping ones share a mark."""
    ends = {(span.end, letter) for letter, own in spans.items() for span in _united(own)}
    made: list[Stretch] = []
    at = 0
    for mark in _united(span for own in spans.values() for span in own):
        if mark.start > at:
            made.append(Stretch((Piece(text[at : mark.start]),), marked=False))
        made.append(Stretch(tuple(_pieces(text, mark, sorted(ends))), marked=True))
        at = mark.end
    if at < len(text):
        made.append(Stretch((Piece(text[at:]),), marked=False))
    return tuple(made)


def _pieces(text: str, mark: Span, ends: list[tuple[int, str]]) -> Iterable[Piece]:
    at = mark.start
    for end in sorted({end for end, _ in ends if mark.start < end <= mark.end}):
        yield Piece(text[at:end], tuple(letter for place, letter in ends if place == end))
        at = end


def _united(spans: Iterable[Span]) -> list[Span]:
    """The spans in order, with those that overlap made one."""
    made: list[Span] = []
    for span in sorted(spans):
        if made and span.start < made[-1].end:
            made[-1] = Span(made[-1].start, max(made[-1].end, span.end))
        else:
            made.append(span)
    return made
