from datetime import UTC, datetime, timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from learners.evidence import record_evidence, withdraw_evidence
from learners.models import Evidence, Learner

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
LATER = NOON + timedelta(minutes=1)

pytestmark = pytest.mark.django_db


@pytest.fixture
def learner() -> Learner:
    return Learner.objects.create()


def recall(learner: Learner, *, source: str = "what-is-it", at: datetime = NOON) -> None:
    record_evidence(
        learner=learner,
        concepts=["load", "worker"],
        kind=Evidence.Kind.RECALLED,
        right=False,
        source=source,
        digest="d1",
        misconceptions=("work-disappears",),
        now=at,
    )


class TestRecordEvidence:
    def test_one_row_for_each_concept_in_one_query(
        self, learner: Learner, django_assert_num_queries: DjangoAssertNumQueries
    ) -> None:
        with django_assert_num_queries(1):
            recall(learner)
        rows = Evidence.objects.order_by("concept").values_list(
            "learner", "concept", "kind", "right", "source", "digest", "misconception", "at", "withdrawn_at"
        )
        same = ("recalled", False, "what-is-it", "d1")
        assert list(rows) == [
            (learner.pk, "load", *same, "work-disappears", NOON, None),
            (learner.pk, "worker", *same, "", NOON, None),
        ]

    def test_every_misconception_once_however_few_the_concepts(self, learner: Learner) -> None:
        record_evidence(
            learner=learner,
            concepts=["load", "worker"],
            kind=Evidence.Kind.ANSWERED,
            right=False,
            source="which-ones",
            digest="d1",
            misconceptions=("one", "two", "three"),
            now=NOON,
        )
        rows = Evidence.objects.order_by("pk").values_list("concept", "misconception")
        assert list(rows) == [("load", "one"), ("worker", "two"), ("worker", "three")]


class TestWithdrawEvidence:
    def test_marks_all_that_one_answer_showed_and_nothing_else(self, learner: Learner) -> None:
        stranger = Learner.objects.create()
        recall(learner)
        recall(learner, at=LATER)
        recall(learner, source="another")
        recall(stranger)
        withdraw_evidence(
            learner=learner.pk, kind=Evidence.Kind.RECALLED, source="what-is-it", at=NOON, now=LATER
        )
        withdrawn = Evidence.objects.exclude(withdrawn_at=None)
        assert set(withdrawn.values_list("learner", "source", "at", "withdrawn_at")) == {
            (learner.pk, "what-is-it", NOON, LATER)
        }
        assert withdrawn.count() == 2
        assert Evidence.objects.count() == 8
