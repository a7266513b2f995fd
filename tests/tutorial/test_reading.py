from datetime import timedelta

import pytest
from pydantic import TypeAdapter

from learners.evidence import record_evidence
from learners.models import Evidence, Learner
from tests.racing import both_at_once, waiting_for_company
from tests.tutorial.cards import NOON
from tutorial.library import Lesson, Recall, library
from tutorial.reading import concepts_of, record_read, record_recall
from tutorial.wordings import wording_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def lesson() -> Lesson:
    return library().find(Lesson, "why-background-tasks-matter")


class TestRecordRecall:
    @pytest.mark.parametrize("had_it", [True, False])
    def test_one_row_for_each_concept_says_what_the_learner_said(self, had_it: bool) -> None:
        recall = library().find(Recall, "recall-other-visitors")
        record_recall(learner=Learner.objects.create(), recall=recall, had_it=had_it, now=NOON)
        rows = Evidence.objects.all()
        assert {row.concept for row in rows} == set(recall.concepts)
        assert {(row.kind, row.right, row.source, row.digest, row.at) for row in rows} == {
            (Evidence.Kind.RECALLED, had_it, recall.id, recall.digest, NOON)
        }

    def test_said_again_later_or_otherwise_it_counts_again(self) -> None:
        recall, learner = library().find(Recall, "recall-other-visitors"), Learner.objects.create()
        for had_it, seconds in [(True, 0), (True, 1), (False, 2), (False, 3), (False, 60)]:
            record_recall(
                learner=learner, recall=recall, had_it=had_it, now=NOON + timedelta(seconds=seconds)
            )
        assert Evidence.objects.count() == 3 * len(recall.concepts)

    @pytest.mark.django_db(transaction=True)
    def test_a_double_click_counts_once(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("tutorial.reading.record_evidence", waiting_for_company(record_evidence))
        recall, learner = library().find(Recall, "recall-other-visitors"), Learner.objects.create()
        both_at_once(lambda: record_recall(learner=learner, recall=recall, had_it=True, now=NOON))
        assert Evidence.objects.count() == len(recall.concepts)

    def test_its_wording_is_kept(self) -> None:
        recall = library().find(Recall, "recall-other-visitors")
        for minutes in (0, 1):
            now = NOON + timedelta(minutes=minutes)
            record_recall(learner=Learner.objects.create(), recall=recall, had_it=False, now=now)
        assert wording_of(recall.digest, TypeAdapter(Recall)) == recall


class TestRecordRead:
    def test_everything_the_lesson_teaches_was_seen(self, lesson: Lesson) -> None:
        record_read(learner=Learner.objects.create(), lesson=lesson, now=NOON)
        seen = Evidence.objects.filter(kind=Evidence.Kind.SEEN, source=lesson.id)
        taught = {"request-response", "background-task", "choosing", "enqueue", "declaring", "worker", "load"}
        assert {row.concept for row in seen} == taught | {"tools"}
        assert seen.count() == len(taught) + 1

    def test_reading_it_again_adds_nothing(self, lesson: Lesson) -> None:
        learner = Learner.objects.create()
        record_read(learner=learner, lesson=lesson, now=NOON)
        before = Evidence.objects.count()
        record_read(learner=learner, lesson=lesson, now=NOON)
        assert Evidence.objects.count() == before

    @pytest.mark.django_db(transaction=True)
    def test_a_double_click_is_one_reading(self, lesson: Lesson, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("tutorial.reading.record_evidence", waiting_for_company(record_evidence))
        learner = Learner.objects.create()
        both_at_once(lambda: record_read(learner=learner, lesson=lesson, now=NOON))
        assert Evidence.objects.count() == len(concepts_of(lesson))
