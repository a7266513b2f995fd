"""What was shown, added up: each answer once, whatever it says of a concept."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries

from learners.evidence import record_evidence, withdraw_evidence
from learners.models import Evidence, Learner
from tests.tutorial.cards import NOON
from tutorial.shown import counted_signs_of, signs_of

pytestmark = pytest.mark.django_db

MINUTE = timedelta(minutes=1)


@pytest.fixture
def learner() -> Learner:
    return Learner.objects.create()


def answer(
    learner: Learner, *beliefs: str, right: bool = False, source: str = "q1", minutes: int = 0
) -> None:
    record_evidence(
        learner=learner,
        concepts=["worker"],
        kind=Evidence.Kind.ANSWERED,
        right=right,
        source=source,
        digest="d1",
        misconceptions=beliefs,
        now=NOON + minutes * MINUTE,
    )


def counted(learner: Learner) -> tuple[int, int]:
    """How many answers, and how many right ones."""
    signs = counted_signs_of(learner.pk)
    return sum(sign.times for sign in signs), sum(sign.times for sign in signs if sign.right)


class TestTimes:
    def test_an_answer_with_several_misconceptions_is_one(self, learner: Learner) -> None:
        answer(learner, "one", "two", "three")
        assert {sign.misconception for sign in signs_of(learner.pk)} == {"one", "two", "three"}
        assert counted(learner) == (1, 0)

    def test_a_point_missed_makes_the_explanation_wrong_and_it_is_still_one(self, learner: Learner) -> None:
        answer(learner, right=True)
        answer(learner, right=False)
        assert counted(learner) == (1, 0)

    def test_other_answers_are_counted_too(self, learner: Learner) -> None:
        answer(learner, "one", "two")
        answer(learner, "two", minutes=1)
        answer(learner, right=True, minutes=2)
        answer(learner, right=True, minutes=3)
        answer(learner, "one", source="q2")
        answer(Learner.objects.create(), "one")
        assert counted(learner) == (5, 2)

    def test_what_was_withdrawn_counts_nowhere(self, learner: Learner) -> None:
        answer(learner, right=False)
        withdraw_evidence(
            learner=learner.pk, kind=Evidence.Kind.ANSWERED, source="q1", at=NOON, now=NOON + MINUTE
        )
        answer(learner, right=True)
        assert counted(learner) == (1, 1)


class TestQueries:
    def test_are_few(self, learner: Learner, django_assert_num_queries: DjangoAssertNumQueries) -> None:
        answer(learner, "one", "two")
        answer(learner, right=True, minutes=1)
        with django_assert_num_queries(1):
            signs_of(learner.pk)
        with django_assert_num_queries(3):  # where one answer left two rows on one concept
            counted_signs_of(learner.pk)

    def test_are_two_where_no_answer_left_two_rows_on_one_concept(
        self, learner: Learner, django_assert_num_queries: DjangoAssertNumQueries
    ) -> None:
        answer(learner, right=True)
        with django_assert_num_queries(2):
            counted_signs_of(learner.pk)

    def test_a_newcomer_costs_none(self, django_assert_num_queries: DjangoAssertNumQueries) -> None:
        with django_assert_num_queries(0):
            assert counted_signs_of(None) == ()

    def test_a_long_log_is_read_from_the_index_alone(self, learner: Learner) -> None:
        if connection.vendor != "sqlite":
            pytest.skip("PostgreSQL chooses by what it knows of the rows")
        with CaptureQueriesContext(connection) as queries:
            signs_of(learner.pk)
        plan = " ".join(str(row[-1]) for row in _explain(queries[0]["sql"]))
        assert "COVERING INDEX evidence_of_a_learner" in plan
        assert "TEMP B-TREE" not in plan


def _explain(sql: str) -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {sql}")
        return list(cursor.fetchall())
