from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.db import connection
from fsrs.scheduler import DEFAULT_PARAMETERS
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter

from learners.models import Evidence, Learner
from tests.tutorial.cards import NOON, a_card, graded
from tutorial.decks import Card
from tutorial.fuzz import chance_of
from tutorial.models import CardSettings, Fitting, Review, Wording
from tutorial.reviews import AlreadyGraded, NothingToUndo, grade_card, undo_last_grade
from tutorial.scheduling import Grade, Memory, schedule
from tutorial.wordings import wordings_of

FORGOT, REMEMBERED = Grade.FORGOT, Grade.REMEMBERED
CARD, OTHER = a_card("queue"), a_card("broker")


@pytest.fixture
def learner(db: None) -> Learner:
    return Learner.objects.create()


def memory_of(learner: Learner, name: str = CARD.id) -> Memory | None:
    newest = Review.objects.newest().filter(learner=learner, card=name).first()
    return newest.memory if newest else None


class TestGradeCard:
    def test_keeps_the_grade_the_wording_and_the_schedule(self, learner: Learner) -> None:
        (review,) = graded(learner, CARD, REMEMBERED)
        review.refresh_from_db()
        assert (review.card, review.digest, review.showing, review.grade) == (
            CARD.id,
            CARD.digest,
            1,
            REMEMBERED,
        )
        assert review.memory == schedule(None, REMEMBERED, NOON)

    def test_builds_on_the_newest_review(self, learner: Learner) -> None:
        graded(learner, CARD, REMEMBERED, FORGOT)
        assert memory_of(learner) == schedule(schedule(None, REMEMBERED, NOON), FORGOT, NOON)

    @pytest.mark.parametrize("grade", Grade)
    def test_records_evidence_for_each_concept(self, learner: Learner, grade: Grade) -> None:
        graded(learner, CARD, grade)
        rows = Evidence.objects.filter(learner=learner).values_list(
            "concept", "kind", "right", "source", "digest"
        )
        right = grade is not FORGOT
        assert set(rows) == {(name, "recalled", right, CARD.id, CARD.digest) for name in CARD.concepts}

    @pytest.mark.parametrize("showing", [1, 3])
    def test_one_showing_takes_one_grade(self, learner: Learner, showing: int) -> None:
        graded(learner, CARD, REMEMBERED)
        with pytest.raises(AlreadyGraded):
            grade_card(learner=learner, card=CARD, showing=showing, grade=FORGOT, now=NOON)
        assert (Review.objects.count(), Evidence.objects.count()) == (1, len(CARD.concepts))

    def test_keeps_what_the_card_said(self, learner: Learner) -> None:
        graded(learner, CARD, REMEMBERED, FORGOT)
        assert wordings_of([CARD.digest], TypeAdapter(Card)) == {CARD.digest: CARD}
        assert Wording.objects.count() == 1

    def test_learners_do_not_meet(self, learner: Learner) -> None:
        graded(learner, CARD, REMEMBERED)
        graded(Learner.objects.create(), CARD, FORGOT)
        assert memory_of(learner) == schedule(None, REMEMBERED, NOON)


class TestTheLearnersOwnSchedule:
    def test_is_fuzzed_by_learner_card_and_showing(self, learner: Learner) -> None:
        *_, last = graded(learner, CARD, *[Grade.EASILY] * 3)
        plain = exact = None
        for showing in (1, 2, 3):
            plain = schedule(plain, Grade.EASILY, NOON)
            exact = schedule(exact, Grade.EASILY, NOON, chance=chance_of(learner.pk, CARD.id, showing))
        assert last.memory == exact
        assert exact is not None
        assert plain is not None
        assert (exact.stability, exact.difficulty) == (plain.stability, plain.difficulty)

    def test_a_grade_given_again_after_undo_brings_the_same_day(self, learner: Learner) -> None:
        first, second = graded(learner, CARD, REMEMBERED, Grade.EASILY)
        undo_last_grade(learner=learner.pk, review=second.pk, now=NOON)
        again = grade_card(learner=learner, card=CARD, showing=2, grade=Grade.EASILY, now=NOON)
        assert again.memory == second.memory
        assert again.memory.due > first.memory.due

    def test_changed_settings_hold_from_the_next_grade_on(self, learner: Learner) -> None:
        (before,) = graded(learner, CARD, FORGOT)
        mine = CardSettings.objects.create(learner=learner, retention=0.97, learning_steps=[1, 60])
        before.refresh_from_db()
        assert before.due == NOON + timedelta(minutes=10)
        after = grade_card(learner=learner, card=CARD, showing=2, grade=REMEMBERED, now=NOON)
        assert after.due == NOON + timedelta(minutes=60)
        assert after.memory == schedule(before.memory, REMEMBERED, NOON, mine.scheduler)

    def test_learned_parameters_are_used(self, learner: Learner) -> None:
        parameters = [*DEFAULT_PARAMETERS]
        parameters[2] = 1.5  # the stability in days after a first Remembered
        fitting = Fitting.objects.create(learner=learner, asked_at=NOON, parameters=parameters)
        CardSettings.objects.create(learner=learner, fitting=fitting)
        (review,) = graded(learner, CARD, REMEMBERED)
        assert review.stability == 1.5


@pytest.mark.django_db(transaction=True)
class TestAtTheSameInstant:
    def test_one_of_two_grades_counts(self) -> None:
        learner = Learner.objects.create()
        both_are_ready = Barrier(2, timeout=30)
        outcomes: list[str] = []

        def press() -> None:
            both_are_ready.wait()
            try:
                graded(learner, CARD, REMEMBERED)
                outcomes.append("counted")
            except AlreadyGraded:
                outcomes.append("refused")
            finally:
                connection.close()

        threads = [Thread(target=press) for _ in range(2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(timeout=60)
        assert sorted(outcomes) == ["counted", "refused"]
        assert Review.objects.count() == 1

    def test_the_table_itself_refuses_a_second_grade(self, monkeypatch: pytest.MonkeyPatch) -> None:
        learner = Learner.objects.create()
        graded(learner, CARD, REMEMBERED)
        # As when both have read the log before either has written to it.
        monkeypatch.setattr("tutorial.models.ReviewQuerySet.newest", lambda rows: rows.none())
        with pytest.raises(AlreadyGraded):
            grade_card(learner=learner, card=CARD, showing=1, grade=FORGOT, now=NOON)
        assert Evidence.objects.count() == len(CARD.concepts)


class TestUndoLastGrade:
    def test_gives_the_memory_before_back_and_keeps_the_history(self, learner: Learner) -> None:
        first, second = graded(learner, CARD, REMEMBERED, FORGOT)
        undo_last_grade(learner=learner.pk, review=second.pk, now=NOON + timedelta(seconds=9))
        assert memory_of(learner) == first.memory
        second.refresh_from_db()
        assert second.undone_at == NOON + timedelta(seconds=9)

    def test_can_be_repeated_until_the_card_is_new_again(self, learner: Learner) -> None:
        for review in reversed(graded(learner, CARD, FORGOT, FORGOT, REMEMBERED)):
            undo_last_grade(learner=learner.pk, review=review.pk, now=NOON)
        assert memory_of(learner) is None
        graded(learner, CARD, REMEMBERED)
        assert Review.objects.count() == 4

    def test_withdraws_the_evidence_of_that_grade_only(self, learner: Learner) -> None:
        graded(learner, CARD, REMEMBERED)
        later = NOON + timedelta(days=2)
        slip = grade_card(learner=learner, card=CARD, showing=2, grade=FORGOT, now=later)
        undo_last_grade(learner=learner.pk, review=slip.pk, now=later)
        standing = Evidence.objects.filter(withdrawn_at=None).values_list("right", flat=True)
        assert list(standing) == [True] * len(CARD.concepts)

    def test_pressed_twice_undoes_once(self, learner: Learner) -> None:
        first, second = graded(learner, CARD, REMEMBERED, FORGOT)
        undo_last_grade(learner=learner.pk, review=second.pk, now=NOON)
        with pytest.raises(NothingToUndo):
            undo_last_grade(learner=learner.pk, review=second.pk, now=NOON)
        assert memory_of(learner) == first.memory

    def test_only_the_newest_review_of_a_card(self, learner: Learner) -> None:
        first, _ = graded(learner, CARD, REMEMBERED, FORGOT)
        with pytest.raises(NothingToUndo):
            undo_last_grade(learner=learner.pk, review=first.pk, now=NOON)

    def test_not_somebody_elses(self, learner: Learner) -> None:
        (review,) = graded(learner, CARD, REMEMBERED)
        with pytest.raises(NothingToUndo):
            undo_last_grade(learner=Learner.objects.create().pk, review=review.pk, now=NOON)

    @settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(before=st.lists(st.sampled_from(Grade), max_size=4), slip=st.sampled_from(Grade))
    def test_restores_any_state_exactly(self, learner: Learner, before: list[Grade], slip: Grade) -> None:
        learner = Learner.objects.create()
        graded(learner, CARD, *before)
        remembered = memory_of(learner)
        review = grade_card(learner=learner, card=CARD, showing=len(before) + 1, grade=slip, now=NOON)
        undo_last_grade(learner=learner.pk, review=review.pk, now=NOON)
        assert memory_of(learner) == remembered


class TestForSession:
    def test_the_newest_of_each_card_and_all_since(self, learner: Learner) -> None:
        old, newer = graded(learner, CARD, REMEMBERED, FORGOT, at=NOON - timedelta(days=3))
        first, second = graded(learner, OTHER, FORGOT, REMEMBERED)
        found = Review.objects.for_session(learner=learner.pk, cards=[CARD.id, OTHER.id], since=NOON)
        assert list(found) == [newer, first, second]
        assert old not in found

    def test_leaves_out_what_was_undone_other_cards_and_other_learners(self, learner: Learner) -> None:
        first, second = graded(learner, CARD, REMEMBERED, FORGOT)
        graded(learner, OTHER, REMEMBERED)
        graded(Learner.objects.create(), CARD, FORGOT)
        undo_last_grade(learner=learner.pk, review=second.pk, now=NOON)
        assert list(Review.objects.for_session(learner=learner.pk, cards=[CARD.id], since=NOON)) == [first]


class TestLapses:
    def test_count_what_was_forgotten_after_it_was_learnt(self, learner: Learner) -> None:
        *_, last = graded(learner, CARD, FORGOT, FORGOT, REMEMBERED, FORGOT, FORGOT, REMEMBERED, FORGOT)
        assert [review.showing for review in Review.objects.lapses().order_by("showing")] == [4, 7]
        undo_last_grade(learner=learner.pk, review=last.pk, now=NOON)
        assert [review.showing for review in Review.objects.lapses()] == [4]

    def test_do_not_mix_cards_or_learners(self, learner: Learner) -> None:
        graded(learner, CARD, REMEMBERED)
        graded(learner, OTHER, FORGOT, FORGOT)
        graded(Learner.objects.create(), CARD, FORGOT, FORGOT)
        assert not Review.objects.lapses().exists()
