from datetime import timedelta

import pytest
from pydantic import TypeAdapter

from learners.evidence import record_evidence
from learners.models import Evidence, Learner
from tests.racing import both_at_once, waiting_for_company
from tests.tutorial.cards import NOON
from tutorial.concept_map import maps_of
from tutorial.library import Lesson, Recall, library
from tutorial.reading import concepts_of, just_read, record_read, record_recall
from tutorial.shown import signs_of
from tutorial.wordings import wordings_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def lesson() -> Lesson:
    return library().find(Lesson, "why-background-tasks-matter")


def reworded(lesson: Lesson) -> Lesson:
    return lesson.model_copy(update={"digest": "another"})


def next_act(learner: Learner) -> str:
    """What the map of the course says is next."""
    (standing, *_) = maps_of(learner.pk, NOON + timedelta(minutes=11))[0].to_mend
    assert standing.step is not None
    return standing.step.act


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
        assert wordings_of([recall.digest], TypeAdapter(Recall)) == {recall.digest: recall}


class TestRecordRead:
    def test_everything_the_lesson_teaches_was_seen(self, lesson: Lesson) -> None:
        record_read(learner=Learner.objects.create(), lesson=lesson, now=NOON)
        seen = Evidence.objects.filter(kind=Evidence.Kind.SEEN, source=lesson.id)
        taught = {"request-response", "background-task", "choosing", "enqueue", "declaring", "worker", "load"}
        assert {row.concept for row in seen} == taught | {"tools"}
        assert seen.count() == len(taught) + 1

    def test_reading_it_again_counts_but_not_within_minutes(self, lesson: Lesson) -> None:
        learner = Learner.objects.create()
        for minutes in (0, 1, 4, 6):
            record_read(learner=learner, lesson=lesson, now=NOON + timedelta(minutes=minutes))
        times = set(Evidence.objects.values_list("at", flat=True))
        assert times == {NOON, NOON + timedelta(minutes=6)}

    def test_reading_it_again_leads_on_to_what_comes_next(self, lesson: Lesson) -> None:
        learner = Learner.objects.create()
        record_read(learner=learner, lesson=lesson, now=NOON)
        record_recall(
            learner=learner,
            recall=library().find(Recall, "recall-other-visitors"),
            had_it=False,
            now=NOON + timedelta(minutes=1),
        )
        assert next_act(learner) == "Read"
        record_read(learner=learner, lesson=lesson, now=NOON + timedelta(minutes=10))
        assert next_act(learner) == "Watch"

    def test_what_an_edited_lesson_teaches_newly_is_seen(self, lesson: Lesson) -> None:
        learner = Learner.objects.create()
        record_read(learner=learner, lesson=lesson, now=NOON)
        record_read(learner=learner, lesson=reworded(lesson), now=NOON)
        digests = Evidence.objects.values_list("digest", flat=True)
        assert set(digests) == {lesson.digest, reworded(lesson).digest}

    def test_just_read_is_the_wording_of_today_within_minutes(self, lesson: Lesson) -> None:
        learner = Learner.objects.create()
        assert not just_read(signs_of(learner.pk), lesson, NOON)
        record_read(learner=learner, lesson=lesson, now=NOON)
        signs = signs_of(learner.pk)
        assert just_read(signs, lesson, NOON + timedelta(minutes=4))
        assert not just_read(signs, lesson, NOON + timedelta(minutes=6))
        assert not just_read(signs, reworded(lesson), NOON)

    @pytest.mark.django_db(transaction=True)
    def test_a_double_click_is_one_reading(self, lesson: Lesson, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("tutorial.reading.record_evidence", waiting_for_company(record_evidence))
        learner = Learner.objects.create()
        both_at_once(lambda: record_read(learner=learner, lesson=lesson, now=NOON))
        assert Evidence.objects.count() == len(concepts_of(lesson))
