from datetime import timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from learners.evidence import record_evidence, withdraw_evidence
from learners.models import Evidence, Learner
from tests.tutorial.cards import NOON, a_card, graded
from tutorial.decks import Deck
from tutorial.library import library
from tutorial.progress import Progress, Tally, due_cards, latest_signs, progress_of
from tutorial.reviews import grade_card
from tutorial.scheduling import Grade

CARDS = [card for deck in library().all(Deck) for card in deck.cards]


def show(
    learner: Learner, source: str, *, right: bool, minutes: int = 0, concepts: tuple[str, ...] = ("load",)
) -> None:
    record_evidence(
        learner=learner,
        concepts=concepts,
        kind=Evidence.Kind.ANSWERED,
        right=right,
        source=source,
        digest="",
        now=NOON + timedelta(minutes=minutes),
    )


class TestProgress:
    progress = Progress({"half": (True, False), "all": (True, True), "none": (False,)})

    def test_right_is_what_was_right_throughout(self) -> None:
        assert [self.progress.right(name) for name in ("half", "all", "none", "never met")] == [
            False,
            True,
            False,
            False,
        ]

    def test_the_tally_counts_what_was_met_and_what_was_right(self) -> None:
        assert self.progress.tally(["half", "all", "never met"]) == Tally(right=1, met=2, total=3)


@pytest.mark.django_db
class TestLatestSigns:
    def test_a_newcomer_costs_no_query(self, django_assert_num_queries: DjangoAssertNumQueries) -> None:
        with django_assert_num_queries(0):
            assert latest_signs(None) == {}
            assert due_cards(None, NOON) == frozenset()

    def test_the_last_time_counts_in_one_query(
        self, django_assert_num_queries: DjangoAssertNumQueries
    ) -> None:
        learner = Learner.objects.create()
        show(learner, "q1", right=False)
        show(learner, "q1", right=True, minutes=1)
        show(learner, "q2", right=True, concepts=("load", "worker"))
        with django_assert_num_queries(1):
            assert latest_signs(learner.pk) == {"q1": (True,), "q2": (True, True)}

    def test_what_was_withdrawn_and_what_others_did_do_not_count(self) -> None:
        learner, other = Learner.objects.create(), Learner.objects.create()
        show(other, "q1", right=True, minutes=5)
        show(learner, "q1", right=False)
        show(learner, "q1", right=True, minutes=1)
        withdraw_evidence(
            learner=learner.pk,
            kind=Evidence.Kind.ANSWERED,
            source="q1",
            at=NOON + timedelta(minutes=1),
            now=NOON + timedelta(minutes=2),
        )
        assert latest_signs(learner.pk) == {"q1": (False,)}


@pytest.mark.django_db
class TestDueCards:
    def test_a_card_is_due_when_its_time_has_come(self) -> None:
        learner, card = Learner.objects.create(), a_card("queue")
        (review,) = graded(learner, card, Grade.FORGOT)
        assert "queue" not in due_cards(learner.pk, review.due - timedelta(seconds=1))
        assert "queue" in due_cards(learner.pk, review.due)

    def test_only_the_newest_review_of_a_card_speaks(self) -> None:
        learner, card = Learner.objects.create(), a_card("queue")
        *_, last = graded(learner, card, Grade.FORGOT, *[Grade.REMEMBERED] * 3)
        assert "queue" not in due_cards(learner.pk, last.due - timedelta(seconds=1))

    def test_a_miss_makes_the_cards_of_its_concept_due_that_were_met(self) -> None:
        learner = Learner.objects.create()
        card = CARDS[0]
        graded(learner, card, Grade.REMEMBERED)
        assert due_cards(learner.pk, NOON) == frozenset()
        show(learner, "q1", right=False, minutes=1, concepts=card.concepts[:1])
        assert len([other for other in CARDS if card.concepts[0] in other.concepts]) > 1
        assert due_cards(learner.pk, NOON + timedelta(minutes=1)) == {card.id}
        graded_again = NOON + timedelta(minutes=2)
        grade_card(learner=learner, card=card, showing=2, grade=Grade.REMEMBERED, now=graded_again)
        assert due_cards(learner.pk, graded_again) == frozenset()

    def test_what_the_home_page_reads_at_once_says_the_same(
        self, django_assert_num_queries: DjangoAssertNumQueries
    ) -> None:
        learner = Learner.objects.create()
        graded(learner, CARDS[0], Grade.REMEMBERED)
        show(learner, "q1", right=False, minutes=1, concepts=CARDS[0].concepts)
        now = NOON + timedelta(hours=1)
        with django_assert_num_queries(2):
            progress = progress_of(learner.pk, now)
        missed = frozenset(CARDS[0].concepts)
        assert progress == Progress(latest_signs(learner.pk), due_cards(learner.pk, now), missed)
        assert progress.due
