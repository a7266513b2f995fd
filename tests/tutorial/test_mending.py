from datetime import datetime, timedelta

import pytest
from fsrs import State
from pytest_django import DjangoAssertNumQueries

from learners.evidence import record_evidence, withdraw_evidence
from learners.models import Evidence, Learner
from tests.tutorial.cards import NOON, a_card
from tutorial.mending import missed_at, misses_in, to_mend, unseen_first, wanted
from tutorial.scheduling import Memory
from tutorial.shown import Sign, signs_of

LATER = NOON + timedelta(minutes=1)
CARD = a_card("queue")  # about "worker" and "load"


def remembered(at: datetime = NOON) -> dict[str, Memory]:
    memory = Memory(State.Review, None, 3.0, 5.0, last_review=at, due=at + timedelta(days=3))
    return {CARD.id: memory}


class TestWanted:
    def test_a_miss_after_the_last_review_makes_the_card_wanted(self) -> None:
        assert wanted([CARD], remembered(), {"load": LATER}) == {CARD.id}

    @pytest.mark.parametrize("reviewed", [NOON, LATER])
    def test_a_review_at_the_time_of_the_miss_or_later_mends_it(self, reviewed: datetime) -> None:
        assert wanted([CARD], remembered(reviewed), {"load": NOON}) == frozenset()

    def test_the_newest_miss_of_its_concepts_counts(self) -> None:
        assert wanted([CARD], remembered(), {"load": NOON, "worker": LATER}) == {CARD.id}

    def test_a_card_never_reviewed_is_new_not_wanted(self) -> None:
        assert wanted([CARD], {}, {"worker": NOON}) == frozenset()

    def test_a_miss_of_something_else_does_not_matter(self) -> None:
        assert wanted([CARD], remembered(), {"broker": LATER}) == frozenset()


class TestUnseenFirst:
    def test_those_of_a_missed_concept_come_before_the_others_each_in_their_order(self) -> None:
        names = ("what-it-is-for", "who-runs-it", "how-it-waits", "where-it-goes")
        first, *others = (a_card(name) for name in names)
        missed = [other.model_copy(update={"concepts": ("broker",)}) for other in others[1:]]
        deck = [first, others[0], *missed]
        assert unseen_first(deck, {}, {"broker": NOON}) == [*missed, first, others[0]]

    def test_those_met_before_are_left_out(self) -> None:
        assert unseen_first([CARD], remembered(), {"worker": LATER}) == []


def answered(
    concept: str, *, right: bool, hours: int = 0, kind: Evidence.Kind = Evidence.Kind.ANSWERED
) -> Sign:
    return Sign(concept, kind, "q1", "", "", right, 1, NOON + timedelta(hours=hours))


class TestToMend:
    def test_a_concept_is_to_be_mended_until_a_later_answer_is_right(self) -> None:
        missed = answered("worker", right=False, hours=1)
        earlier, later = (answered("worker", right=True, hours=hours) for hours in (0, 2))
        assert to_mend([missed, earlier]) == {"worker"}
        assert to_mend([missed, later]) == frozenset()

    def test_neither_reading_nor_another_concept_mends_it(self) -> None:
        read = answered("worker", right=True, hours=2, kind=Evidence.Kind.SEEN)
        other = answered("queue", right=True, hours=2)
        assert to_mend([answered("worker", right=False), read, other]) == {"worker"}


@pytest.mark.django_db
class TestMissedAt:
    @pytest.fixture
    def learner(self) -> Learner:
        return Learner.objects.create()

    def show(self, learner: Learner, kind: Evidence.Kind, at: datetime, *, right: bool = False) -> None:
        record_evidence(
            learner=learner,
            concepts=("load", "worker"),
            kind=kind,
            right=right,
            source="q1",
            digest="",
            now=at,
        )

    def test_a_newcomer_costs_no_query(self, django_assert_num_queries: DjangoAssertNumQueries) -> None:
        with django_assert_num_queries(0):
            assert missed_at(None) == {}

    @pytest.mark.parametrize(
        "kind", [Evidence.Kind.RECALLED, Evidence.Kind.ANSWERED, Evidence.Kind.EXPLAINED]
    )
    def test_the_newest_miss_of_each_concept_in_one_query(
        self, learner: Learner, kind: Evidence.Kind, django_assert_num_queries: DjangoAssertNumQueries
    ) -> None:
        for at in (NOON, LATER):
            self.show(learner, kind, at)
        with django_assert_num_queries(1):
            assert missed_at(learner.pk) == {"load": LATER, "worker": LATER}
        assert misses_in(signs_of(learner.pk)) == missed_at(learner.pk)

    def test_what_was_right_or_another_s_is_no_miss(self, learner: Learner) -> None:
        self.show(learner, Evidence.Kind.ANSWERED, NOON, right=True)
        self.show(Learner.objects.create(), Evidence.Kind.ANSWERED, NOON)
        assert missed_at(learner.pk) == {}

    def test_what_was_withdrawn_is_no_miss(self, learner: Learner) -> None:
        for at in (NOON, LATER):
            self.show(learner, Evidence.Kind.EXPLAINED, at)
        withdraw_evidence(learner=learner.pk, kind=Evidence.Kind.EXPLAINED, source="q1", at=LATER, now=LATER)
        assert missed_at(learner.pk) == {"load": NOON, "worker": NOON}
