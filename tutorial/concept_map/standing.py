"""Where a learner stands with one concept. Pure: what is known of the learner comes in as a `Log`."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from statistics import fmean

from learners.models import Evidence
from tutorial.concept_map.places import About
from tutorial.concept_map.sources import Moment, Sources
from tutorial.concept_map.steps import Known, Step, mending, next_step
from tutorial.concept_map.strength import Strength, strength
from tutorial.library import Concept
from tutorial.mending import newest_miss
from tutorial.scheduling import Memory
from tutorial.shown import ASKED, Sign


@dataclass(frozen=True, slots=True)
class Log:
    """What is known of a learner `now`: signs by concept, memories and retrievabilities (0 to 1) by card."""

    now: datetime
    signs: Mapping[str, Sequence[Sign]] = field(default_factory=dict)
    sources: Sources = field(default_factory=dict)
    memories: Mapping[str, Memory] = field(default_factory=dict)
    chances: Mapping[str, float] = field(default_factory=dict)
    due: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Count:
    """How often something was shown: "answered" 5 times, 4 of them right, the last time at `last`."""

    kind: Evidence.Kind
    times: int
    right: int
    last: datetime | None

    @property
    def can_be_missed(self) -> bool:
        return self.kind in ASKED


@dataclass(frozen=True, slots=True)
class Standing:
    """`miss` is the newest one, until a later answer is right; `mending` is the way to that, in order.

    `due` is when the first of its cards comes back, `now` at the latest if one is due; None before the first
    review. `step` is the one next thing to do; None until then.
    """

    concept: Concept
    counts: tuple[Count, ...]
    strength: Strength | None
    miss: Moment | None
    mending: tuple[Step, ...]
    due: datetime | None
    is_due: bool
    step: Step | None
    has_cards: bool

    @property
    def held(self) -> float:
        """The share that is known today, 0 to 1; 0 where nobody has asked."""
        return self.strength.held if self.strength else 0.0

    @property
    def met(self) -> bool:
        return any(count.times for count in self.counts)


def standing_of(concept: Concept, about: About, log: Log) -> Standing:
    signs = log.signs.get(concept.id, ())
    asked = [sign for sign in signs if sign.asked]
    miss = _miss(asked, log.sources)
    if miss:
        about = _closest_first(about, miss)
    counts = tuple(_count(kind, signs) for kind in Evidence.Kind)
    due = frozenset(card.id for card in about.cards) & log.due
    known = Known(
        missed_at=miss.at if miss else None,
        read_at=_last(counts, Evidence.Kind.SEEN),
        watched_at=_last(counts, Evidence.Kind.WATCHED),
        due=due,
        met=frozenset(sign.source for sign in asked),
    )
    return Standing(
        concept=concept,
        counts=counts,
        strength=_strength(asked, about, log),
        miss=miss,
        mending=tuple(mending(about, due)) if miss else (),
        due=_due(about, due, log),
        is_due=bool(due),
        step=next_step(known, about),
        has_cards=bool(about.cards),
    )


def _miss(asked: Sequence[Sign], sources: Sources) -> Moment | None:
    newest = newest_miss(asked)
    return Moment(sources[newest.source, newest.digest], newest.last) if newest else None


def _closest_first(about: About, miss: Moment) -> About:
    """The paragraph that the missed question itself names comes before the others."""
    by_closeness = sorted(about.paragraphs, key=lambda paragraph: paragraph.ref != miss.source.read)
    return replace(about, paragraphs=tuple(by_closeness))


def _count(kind: Evidence.Kind, signs: Iterable[Sign]) -> Count:
    alike = [sign for sign in signs if sign.kind == kind]
    right = sum(sign.times for sign in alike if sign.right)
    last = max((sign.last for sign in alike), default=None)
    return Count(kind, sum(sign.times for sign in alike), right, last)


def _last(counts: Iterable[Count], kind: Evidence.Kind) -> datetime | None:
    return next(count.last for count in counts if count.kind == kind)


def _strength(asked: Sequence[Sign], about: About, log: Log) -> Strength | None:
    """Of what the content still asks, if that was met: nobody can put right any more what has left it."""
    there = [sign for sign in asked if log.sources[sign.source, sign.digest].url]
    right = _right_the_last_time(there or asked)
    cards = [card.id for card in about.cards if card.id in log.memories]
    recalls = [log.chances[card] if right.get(card, 1) == 1 else None for card in cards]
    answers = [share for source, share in right.items() if source not in cards]
    return strength(recalls=recalls, answers=answers)


def _right_the_last_time(signs: Iterable[Sign]) -> dict[str, float]:
    """By what asked: 1 for right, 0 for wrong, and a half where one answer was both, in different points."""
    by_source: dict[str, list[Sign]] = defaultdict(list)
    for sign in signs:
        by_source[sign.source].append(sign)
    newest = {source: max(sign.last for sign in alike) for source, alike in by_source.items()}
    return {
        source: fmean({sign.right for sign in alike if sign.last == newest[source]})
        for source, alike in by_source.items()
    }


def _due(about: About, due: frozenset[str], log: Log) -> datetime | None:
    if due:
        return log.now
    return min((log.memories[card.id].due for card in about.cards if card.id in log.memories), default=None)
