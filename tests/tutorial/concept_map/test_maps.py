from datetime import timedelta

import pytest
from fsrs.scheduler import DEFAULT_PARAMETERS
from pytest_django import DjangoAssertNumQueries

from learners.evidence import record_evidence
from learners.models import Evidence, Learner
from tests.tutorial.cards import NOON
from tutorial.concept_map import CourseMap, maps_of
from tutorial.concept_map.steps import Reason
from tutorial.decks import Card, Deck
from tutorial.library import Lesson, library
from tutorial.models import CardSettings, Fitting
from tutorial.reading import concepts_of, record_read
from tutorial.reviews import grade_card
from tutorial.scheduling import Grade

pytestmark = pytest.mark.django_db

FIRST = library().course.lessons[0]
CARD: Card = library().find(Deck, "recall").cards[0]


@pytest.fixture
def learner() -> Learner:
    return Learner.objects.create()


def map_of(learner: Learner, days: float = 0) -> CourseMap:
    return maps_of(learner.pk, NOON + timedelta(days=days))[0]


def miss(learner: Learner, concept: str, days: float = 0) -> None:
    answer(learner, concept, "q1", right=False, days=days)


def right(learner: Learner, concept: str, source: str, days: float = 0) -> None:
    answer(learner, concept, source, right=True, days=days)


def answer(learner: Learner, concept: str, source: str, *, right: bool, days: float) -> None:
    record_evidence(
        learner=learner,
        concepts=[concept],
        kind=Evidence.Kind.ANSWERED,
        right=right,
        source=source,
        digest="",
        now=NOON + timedelta(days=days),
    )


class TestGroups:
    def test_every_concept_is_there_once_under_the_first_lesson_that_teaches_it(
        self, learner: Learner
    ) -> None:
        made = map_of(learner)
        shown = [standing.concept.id for standing in made.standings]
        assert sorted(shown) == sorted(concept.id for concept in library().course.concepts)
        met: set[str] = set()
        for act in made.acts:
            assert act.lesson is not None
            here = {standing.concept.id for standing in act.standings}
            assert here <= concepts_of(act.lesson)
            assert met.isdisjoint(here)
            met |= concepts_of(act.lesson)

    def test_a_lesson_that_was_read_says_so(self, learner: Learner) -> None:
        record_read(learner=learner, lesson=library().find(Lesson, FIRST.id), now=NOON)
        assert [act.read for act in map_of(learner).acts][:2] == [True, False]


class TestNext:
    def test_at_first_it_is_the_first_paragraph(self, learner: Learner) -> None:
        found = map_of(learner).next
        assert found is not None
        assert found.step is not None
        assert (found.step.reason, found.step.beside) == (Reason.NOT_READ, FIRST.title.text)

    def test_the_latest_miss_comes_before_all_others(self, learner: Learner) -> None:
        miss(learner, "worker")
        miss(learner, "queue", days=1)
        made = map_of(learner, days=2)
        assert [standing.concept.id for standing in made.to_mend] == ["queue", "worker"]
        assert made.next == made.to_mend[0]

    def test_of_misses_of_one_moment_the_weakest_comes_first(self, learner: Learner) -> None:
        right(learner, "queue", "q2", days=-1)
        for concept in ("queue", "worker"):
            miss(learner, concept)
        assert [standing.concept.id for standing in map_of(learner).to_mend] == ["worker", "queue"]
        right(learner, "worker", "q3", days=-1)
        right(learner, "worker", "q4", days=-1)
        assert [standing.concept.id for standing in map_of(learner).to_mend] == ["queue", "worker"]

    @pytest.mark.parametrize(("missed", "shown"), [(3, 3), (4, 4), (5, 3), (7, 3)])
    def test_of_many_misses_three_are_shown(self, learner: Learner, missed: int, shown: int) -> None:
        for concept in library().course.concepts[:missed]:
            miss(learner, concept.id)
        made = map_of(learner)
        assert len(made.mends_shown) == shown
        assert made.mends_shown + made.mends_folded == made.to_mend

    def test_a_due_card_comes_before_what_is_new(self, learner: Learner) -> None:
        grade_card(learner=learner, card=CARD, showing=1, grade=Grade.REMEMBERED, now=NOON)
        assert map_of(learner).next_due is not None
        due = map_of(learner, days=365).next
        assert due is not None
        assert due.step is not None
        assert (due.concept.id, due.step.reason) == (CARD.concepts[0], Reason.DUE)


class TestStrength:
    def percent(self, learner: Learner, days: float) -> int:
        by_id = {standing.concept.id: standing for standing in map_of(learner, days).standings}
        strength = by_id[CARD.concepts[0]].strength
        assert strength is not None
        return strength.percent

    def test_it_fades_with_time(self, learner: Learner) -> None:
        grade_card(learner=learner, card=CARD, showing=1, grade=Grade.REMEMBERED, now=NOON)
        assert self.percent(learner, 0) == 100
        assert 100 > self.percent(learner, 10) > self.percent(learner, 100) > 0

    def test_it_fades_as_the_learner_s_own_parameters_say(self, learner: Learner) -> None:
        grade_card(learner=learner, card=CARD, showing=1, grade=Grade.REMEMBERED, now=NOON)
        usual = self.percent(learner, 100)
        *others, decay = DEFAULT_PARAMETERS
        fitting = Fitting.objects.create(learner=learner, asked_at=NOON, parameters=[*others, 4 * decay])
        CardSettings.objects.create(learner=learner, fitting=fitting)
        assert self.percent(learner, 100) < usual


class TestQueries:
    def test_a_newcomer_costs_none(self, django_assert_num_queries: DjangoAssertNumQueries) -> None:
        with django_assert_num_queries(0):
            maps_of(None, NOON)

    def test_a_learner_costs_four_and_one_more_for_old_wordings(
        self, learner: Learner, django_assert_num_queries: DjangoAssertNumQueries
    ) -> None:
        CardSettings.objects.create(learner=learner)
        grade_card(learner=learner, card=CARD, showing=1, grade=Grade.FORGOT, now=NOON)
        with django_assert_num_queries(4):
            map_of(learner)
        miss(learner, "worker")
        with django_assert_num_queries(5):
            map_of(learner)
