"""Writing attempts: starting one, answering in it, going over its misses."""

from datetime import datetime

from django.db import transaction

from learners.evidence import record_evidence
from learners.models import Evidence, Learner
from quizzes.kinds import Question
from quizzes.models import Answer, Attempt
from quizzes.order import Order, asks_the_same, only, shuffled
from quizzes.schema import Quiz
from quizzes.sitting import sit
from tutorial.wordings import keep_wording


@transaction.atomic
def start_attempt(*, learner: Learner, quiz: Quiz, seed: int, now: datetime) -> Attempt:
    """A new attempt at the whole quiz, in the order that `seed` gives.

    An attempt in which nothing has been answered yet is handed out again, so a double click starts one.
    """
    order = shuffled(quiz, seed=seed)
    return _start(learner=learner, quiz=quiz.id, seed=seed, order=order, retry_of=None, now=now)


@transaction.atomic
def retry_missed(*, attempt: Attempt, now: datetime) -> Attempt | None:
    """A new attempt with the questions missed in this one, in its order; None if there are none."""
    missed = {place.question_id for place in sit(attempt).missed if place.question}
    if not missed:
        return None
    order = only(attempt.order, missed)
    return _start(
        learner=attempt.learner, quiz=attempt.quiz, seed=attempt.seed, order=order, retry_of=attempt, now=now
    )


@transaction.atomic
def submit_answer(*, attempt: Attempt, question: Question, given: list[str], now: datetime) -> Answer:
    """The answer that counts: this one, or the one given before it.

    `given` comes from a valid form of a question of this attempt. The lock on the attempt lets exactly one
    of several simultaneous answers through; the others get that one back.
    """
    locked = Attempt.objects.select_for_update(of=("self",)).select_related("learner").get(pk=attempt.pk)
    place = sit(locked).place(question.id)
    if place is None:
        raise ValueError(f"{question.id} is not a question of attempt {attempt.pk}")
    return place.answer or _record(locked, question, place.shown, given, now)


def _start(
    *, learner: Learner, quiz: str, seed: int, order: Order, retry_of: Attempt | None, now: datetime
) -> Attempt:
    Learner.objects.select_for_update().get(pk=learner.pk)  # one start at a time
    fresh = Attempt.objects.of(learner.pk).filter(quiz=quiz, retry_of=retry_of, answers=None).newest().first()
    if fresh and asks_the_same(fresh.order, order):
        return fresh
    return Attempt.objects.create(
        learner=learner, quiz=quiz, seed=seed, order=order, retry_of=retry_of, started_at=now
    )


def _record(
    attempt: Attempt, question: Question, shown: tuple[str, ...], given: list[str], now: datetime
) -> Answer:
    grade = question.grade(given)
    answer = Answer.objects.create(
        attempt=attempt,
        question=question.id,
        digest=question.digest,
        shown=list(shown),
        given=given,
        score=grade.score,
        at=now,
    )
    keep_wording(question)
    record_evidence(
        learner=attempt.learner,
        concepts=question.concepts,
        kind=Evidence.Kind.ANSWERED,
        right=grade.right,
        source=question.id,
        digest=question.digest,
        misconceptions=grade.misconceptions,
        now=now,
    )
    return answer
