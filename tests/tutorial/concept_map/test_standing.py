from datetime import datetime, timedelta

import pytest
from fsrs import State

from learners.models import Evidence
from tests.tutorial.cards import NOON
from tutorial.concept_map.places import About, Place
from tutorial.concept_map.sources import Source
from tutorial.concept_map.standing import Log, Standing, standing_of
from tutorial.library import library
from tutorial.scheduling import Memory
from tutorial.shown import Sign

WORKER = library().concept("worker")
ABOUT = About(
    library().paragraphs_about("worker"),
    library().demo_for(["worker"]),
    {"decks": (Place("c1", "Deck", "/cards/"), Place("c2", "Deck", "/cards/"))},
)


def sign(source: str, kind: Evidence.Kind, *, right: bool, hours: int = 0, times: int = 1) -> Sign:
    return Sign("worker", kind, source, "", "", right, times, NOON + timedelta(hours=hours))


def recalled(source: str, *, right: bool, hours: int = 0) -> Sign:
    return sign(source, Evidence.Kind.RECALLED, right=right, hours=hours)


def answered(source: str, *, right: bool, hours: int = 0) -> Sign:
    return sign(source, Evidence.Kind.ANSWERED, right=right, hours=hours)


def memory(due: datetime) -> Memory:
    return Memory(State.Review, None, 3.0, 5.0, NOON, due)


def standing(
    *signs: Sign,
    chances: dict[str, float] | None = None,
    due: frozenset[str] = frozenset(),
    gone: frozenset[str] = frozenset(),
    read: str = "",
) -> Standing:
    """Twelve hours after noon; what is in `gone` has left the content."""
    chances = chances or {}
    log = Log(
        now=NOON + timedelta(hours=12),
        signs={"worker": signs},
        sources={
            (s.source, ""): Source("question", url="" if s.source in gone else "/", read=read) for s in signs
        },
        memories={card: memory(NOON + timedelta(days=days)) for days, card in enumerate(chances, start=2)},
        chances=chances,
        due=due,
    )
    return standing_of(WORKER, ABOUT, log)


class TestCounts:
    def test_each_kind_has_its_own_with_the_last_time(self) -> None:
        found = standing(
            sign("lesson", Evidence.Kind.SEEN, right=True),
            sign("q1", Evidence.Kind.ANSWERED, right=True, times=3),
            answered("q1", right=False, hours=2),
        )
        counts = {count.kind: (count.times, count.right, count.last) for count in found.counts}
        assert counts == {
            "seen": (1, 1, NOON),
            "recalled": (0, 0, None),
            "answered": (4, 3, NOON + timedelta(hours=2)),
            "explained": (0, 0, None),
            "watched": (0, 0, None),
        }

    def test_without_any_it_is_not_met(self) -> None:
        found = standing()
        assert not found.met
        assert (found.strength, found.miss, found.due) == (None, None, None)


class TestStrength:
    def test_cards_count_by_their_retrievability_and_answers_by_the_last_time(self) -> None:
        found = standing(
            recalled("c1", right=True),
            recalled("c2", right=True),
            answered("q1", right=False),
            answered("q1", right=True, hours=1),
            answered("q2", right=False),
            chances={"c1": 0.9, "c2": 0.7},
        ).strength
        assert found is not None
        assert (found.percent, found.missed_percent) == (65, 25)

    def test_a_card_that_was_forgotten_counts_nothing_until_it_is_remembered(self) -> None:
        forgotten = standing(recalled("c1", right=False), chances={"c1": 1.0}).strength
        again = standing(
            recalled("c1", right=False), recalled("c1", right=True, hours=1), chances={"c1": 1.0}
        ).strength
        assert forgotten is not None
        assert again is not None
        assert (forgotten.percent, again.percent) == (0, 100)

    @pytest.mark.parametrize(
        ("points", "percent"), [((True, True), 100), ((True, False), 50), ((False, False), 0)]
    )
    def test_an_explanation_with_some_of_the_points_counts_half(
        self, points: tuple[bool, ...], percent: int
    ) -> None:
        earlier = sign("p1", Evidence.Kind.EXPLAINED, right=False)
        verdicts = [sign("p1", Evidence.Kind.EXPLAINED, right=right, hours=1) for right in points]
        found = standing(earlier, *verdicts).strength
        assert found is not None
        assert (found.percent, found.missed_percent) == (percent, 100 - percent)

    def test_what_was_only_read_and_watched_has_no_figure(self) -> None:
        seen = sign("lesson", Evidence.Kind.SEEN, right=True)
        watched = sign("demos:upload", Evidence.Kind.WATCHED, right=True)
        found = standing(seen, watched)
        assert found.met
        assert found.strength is None

    def test_what_has_left_the_content_counts_only_where_there_is_nothing_else(self) -> None:
        old, new = answered("old", right=False), answered("q1", right=True, hours=1)
        alone, both = standing(old, gone=frozenset({"old"})), standing(old, new, gone=frozenset({"old"}))
        assert alone.strength is not None
        assert both.strength is not None
        assert (alone.strength.percent, both.strength.percent) == (0, 100)


class TestMiss:
    def test_a_later_right_answer_of_any_kind_mends_it(self) -> None:
        missed = answered("q1", right=False)
        assert standing(missed).miss is not None
        assert standing(missed, recalled("c1", right=True, hours=1)).miss is None

    def test_a_right_answer_at_the_same_time_or_before_does_not(self) -> None:
        missed = answered("q1", right=False, hours=1)
        for hours in (0, 1):
            assert standing(missed, answered("q2", right=True, hours=hours)).miss is not None

    def test_reading_and_watching_do_not(self) -> None:
        seen = sign("lesson", Evidence.Kind.SEEN, right=True, hours=1)
        assert standing(answered("q1", right=False), seen).miss is not None

    def test_the_paragraph_that_the_question_names_comes_first(self) -> None:
        named = ABOUT.paragraphs[-1]
        assert named != ABOUT.paragraphs[0]
        found = standing(answered("q1", right=False), read=named.ref)
        assert found.mending[0].url == named.url
        assert found.step == found.mending[0]


class TestDue:
    def test_it_is_when_the_first_of_its_cards_comes_back(self) -> None:
        found = standing(chances={"c1": 0.9, "c2": 0.9})
        assert (found.due, found.is_due) == (NOON + timedelta(days=2), False)

    def test_a_due_card_is_due_now(self) -> None:
        found = standing(chances={"c1": 0.9}, due=frozenset({"c1"}))
        assert (found.due, found.is_due) == (NOON + timedelta(hours=12), True)

    def test_due_cards_of_other_concepts_do_not_matter(self) -> None:
        assert not standing(due=frozenset({"elsewhere"})).is_due
