"""Writing answers: one in practice, all of them at the end of an exam; and the hints looked at before."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from learners.evidence import record_evidence
from learners.models import Evidence, Learner
from quizzes.kinds import Question
from quizzes.kinds.question import Grade
from quizzes.models import Answer, Attempt, Hint
from quizzes.sitting import sit
from tutorial.wordings import keep_wording

MISSED = Grade(0)


@transaction.atomic
def submit_answer(
    *, attempt: Attempt, question: Question, given: Sequence[str], now: datetime, confidence: str = ""
) -> Answer:
    """The answer that counts: this one, or the one given before it.

    `given` comes from a valid form of a question of this attempt. The lock on the attempt lets exactly one
    of several simultaneous answers through; the others get that one back.
    """
    mine = locked(attempt)
    place = sit(mine).place(question.id)
    if place is None:
        raise ValueError(f"{question.id} is not a question of attempt {attempt.pk}")
    return place.answer or record(
        attempt=mine,
        question=question,
        shown=place.shown,
        given=given,
        confidence=confidence,
        hints=mine.hints_seen(question),
        now=now,
    )


@transaction.atomic
def look_at_hint(*, attempt: Attempt, question: Question, now: datetime) -> int:
    """Show one more hint of a question that is not answered yet; how many of them the learner sees now."""
    mine = locked(attempt)
    place = sit(mine).place(question.id)
    seen = mine.hints_seen(question)
    if place and not place.answer and seen < len(question.hints):
        seen += 1
        Hint.objects.create(attempt=mine, question=question.id, number=seen, at=now)
    return seen


def locked(attempt: Attempt) -> Attempt:
    """The attempt as it stands, kept from everybody else until the transaction ends.

    Its learner is locked first, as by whoever unites or deletes learners: nobody waits for the other then.
    """
    Learner.objects.select_for_update().get(pk=attempt.learner_id)
    return Attempt.objects.select_for_update(of=("self",)).select_related("learner").get(pk=attempt.pk)


def record(
    *,
    attempt: Attempt,
    question: Question,
    shown: Sequence[str],
    given: Sequence[str],
    confidence: str,
    hints: int,
    now: datetime,
) -> Answer:
    """Judge what was given, and keep it with its wording and its evidence.

    An empty answer is a miss of the question, but no sign of what the learner knows.
    """
    grade = question.grade(given) if given else MISSED
    answer = Answer.objects.create(
        attempt=attempt,
        question=question.id,
        digest=question.digest,
        shown=list(shown),
        given=list(given),
        confidence=confidence,
        hints=hints,
        score=grade.score,
        at=now,
    )
    keep_wording(question)
    if given:
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
