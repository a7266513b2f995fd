"""Something is written just while a guest's things move to an account, or while everything is deleted."""

from collections.abc import Callable
from contextlib import suppress
from functools import partial
from types import ModuleType

import pytest
from django.test import Client
from django.urls import reverse

from learners.joining import move, move_late
from learners.models import Evidence, Learner
from quizzes import answering
from quizzes.answering import submit_answer
from quizzes.attempts import start_attempt
from quizzes.explain import explaining
from quizzes.explain.explaining import claim_point, submit_explanation
from quizzes.explain.schema import Prompt
from quizzes.models import Answer
from quizzes.schema import Quiz
from tests.quizzes.conftest import NOW
from tests.racing import Door
from tests.tutorial.cards import a_card, graded
from tutorial import belongings
from tutorial.library import library
from tutorial.models import Review
from tutorial.reviews import AlreadyGraded, grade_card
from tutorial.scheduling import Grade

pytestmark = pytest.mark.django_db(transaction=True)

Act = Callable[[], object]
DoorAt = Callable[[ModuleType, str], Door]
CARD = a_card("queue")


@pytest.fixture
def guest() -> Learner:
    return Learner.objects.create()


@pytest.fixture
def own() -> Learner:
    return Learner.objects.create()


@pytest.fixture
def door_at(monkeypatch: pytest.MonkeyPatch) -> DoorAt:
    def hold(module: ModuleType, function: str) -> Door:
        door = Door()
        monkeypatch.setattr(module, function, door.held_open_at(getattr(module, function)))
        return door

    return hold


def an_answer(learner: Learner) -> Act:
    quiz = library().find(Quiz, "practice-quiz")
    attempt = start_attempt(learner=learner, quiz=quiz, seed=1, now=NOW)
    question = next(each for each in quiz.questions if each.id == "calling-a-task")
    return lambda: submit_answer(attempt=attempt, question=question, given=["call-waits"], now=NOW)


def a_claim(learner: Learner) -> Act:
    prompt = library().find(Prompt, "why-they-matter")
    said = submit_explanation(learner=learner, prompt=prompt, text="The user has to wait.", now=NOW)
    return lambda: claim_point(explanation=said, prompt=prompt, point="many-users", now=NOW)


def test_a_grade_while_two_logs_become_one(guest: Learner, own: Learner, door_at: DoorAt) -> None:
    for learner in (guest, own):
        graded(learner, CARD, Grade.REMEMBERED)

    def grade() -> None:
        with suppress(AlreadyGraded):  # the card on the page is not the card as it is now
            grade_card(learner=own, card=CARD, showing=2, grade=Grade.FORGOT, now=NOW)

    door_at(belongings, "_write").meet(lambda: move(guest=guest, into=own, now=NOW), grade)
    assert list(Review.objects.order_by("showing").values_list("learner", "showing")) == [
        (own.pk, 1),
        (own.pk, 2),
    ]


@pytest.mark.parametrize(("writing", "within"), [(an_answer, answering), (a_claim, explaining)])
def test_what_is_just_written_moves_as_well(
    guest: Learner, own: Learner, door_at: DoorAt, writing: Callable[[Learner], Act], within: ModuleType
) -> None:
    write = writing(guest)
    before = Evidence.objects.count()
    door_at(within, "record_evidence").meet(write, lambda: move(guest=guest, into=own, now=NOW))
    move_late(NOW)
    assert Evidence.objects.filter(learner=own).count() == Evidence.objects.count() > before


def test_an_answer_while_everything_is_deleted(learner: Learner, visitor: Client, door_at: DoorAt) -> None:
    delete = partial(visitor.post, reverse("learners:delete"), {"sure": "on"})
    door_at(answering, "record_evidence").meet(an_answer(learner), delete)
    assert not Learner.objects.exists()
    assert not Answer.objects.exists()
