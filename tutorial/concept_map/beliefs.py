"""The misconceptions that a learner's answers gave away, and the later answers that put them right."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tutorial.concept_map.sources import Moment, Sources
from tutorial.library import Concept, Line, Misconception
from tutorial.shown import Sign


@dataclass(frozen=True, slots=True)
class Belief:
    """`met` says where it showed, the latest first; `mended` is a right answer after that.

    `withstood`: that answer was to a question which offered this very belief.
    """

    words: Line
    concept: Concept
    met: tuple[Moment, ...]
    mended: Moment | None
    withstood: bool


def beliefs_in(signs: Sequence[Sign], sources: Sources, concepts: Iterable[Concept]) -> tuple[Belief, ...]:
    """Those of `concepts`, the ones still to be mended first, the latest first.

    A belief that has left the content has no words any more and is left out.
    """
    found = [
        _belief(misconception, concept, met, signs, sources)
        for concept in concepts
        for misconception in concept.misconceptions
        if (met := [sign for sign in signs if sign.misconception == misconception.id and not sign.right])
    ]
    latest_first = sorted(found, key=lambda belief: belief.met[0].at, reverse=True)
    return tuple(sorted(latest_first, key=lambda belief: belief.mended is not None))


def _belief(
    belief: Misconception, concept: Concept, met: Sequence[Sign], signs: Sequence[Sign], sources: Sources
) -> Belief:
    moments = sorted((_moment(sign, sources) for sign in met), key=lambda moment: moment.at, reverse=True)
    offering = [sign for sign in signs if belief.id in _offers(sign, sources) and sign.right]
    right_ones = [*right_about(concept.id, signs), *offering]
    later = [sign for sign in right_ones if sign.last > moments[0].at]
    best_first = sorted(later, key=lambda sign: (belief.id not in _offers(sign, sources), sign.last))
    right = next(iter(best_first), None)
    mended = _moment(right, sources) if right else None
    withstood = mended is not None and belief.id in mended.source.offers
    return Belief(belief.text, concept, tuple(moments), mended, withstood)


def right_about(concept: str, signs: Iterable[Sign]) -> list[Sign]:
    """Where the learner was asked about a concept and was right."""
    return [sign for sign in signs if sign.concept == concept and sign.asked and sign.right]


def _offers(sign: Sign, sources: Sources) -> frozenset[str]:
    return sources[sign.source, sign.digest].offers if sign.asked else frozenset()


def _moment(sign: Sign, sources: Sources) -> Moment:
    return Moment(sources[sign.source, sign.digest], sign.last)
