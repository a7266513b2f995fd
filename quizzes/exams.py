"""An exam: answers may be changed until it is handed in, or its time is up. The server keeps the time."""

import logging
from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction

from quizzes.answering import locked, record
from quizzes.as_answered import as_answered
from quizzes.kinds import Question
from quizzes.models import Attempt, Draft, Mode
from quizzes.sitting import Place, sit
from tutorial.wordings import keep_wording

log = logging.getLogger(__name__)

# An answer that was sent at the last moment, and was on its way when the time ran out, still counts.
ON_ITS_WAY = timedelta(seconds=5)


class ExamIsOver(Exception):
    """The exam was handed in, or its time is up. What was kept before counts."""


@transaction.atomic
def keep_draft(
    *, attempt: Attempt, question: Question, given: Sequence[str], confidence: str, now: datetime
) -> None:
    """Keep an answer to one question of an open exam, in place of an earlier one. Raises ExamIsOver."""
    mine = locked(attempt)
    if not mine.is_open_exam or (mine.ends_at and now > mine.ends_at + ON_ITS_WAY):
        raise ExamIsOver
    if sit(mine).place(question.id) is None:
        raise ValueError(f"{question.id} is not a question of attempt {attempt.pk}")
    keep_wording(question)
    said = {"digest": question.digest, "given": list(given), "confidence": confidence, "at": now}
    Draft.objects.update_or_create(attempt=mine, question=question.id, defaults=said)


@transaction.atomic
def hand_in(*, attempt: Attempt, now: datetime) -> None:
    """Judge all answers of an open exam. What has no answer is missed. Handing in twice changes nothing."""
    mine = locked(attempt)
    if not mine.is_open_exam:
        return
    at = min(now, mine.ends_at) if mine.ends_at else now
    places = sit(mine).places
    asked = as_answered(places)
    for place in places:
        question = asked.get(place.question_id) or place.question
        if question:
            _judge(mine, place, question, at)
    mine.submitted_at = at
    mine.save(update_fields=["submitted_at"])


def hand_in_if_over(attempt: Attempt, now: datetime) -> bool:
    """Hand in an open exam whose time is up. Whether that was so."""
    over = attempt.is_open_exam and attempt.ends_at is not None and now > attempt.ends_at + ON_ITS_WAY
    if over:
        hand_in(attempt=attempt, now=now)
        attempt.refresh_from_db()
    return over


def hand_in_all_that_are_over(now: datetime) -> int:
    """For the housekeeping: who went away has their answers judged too. How many exams there were.

    One that cannot be judged is logged, and does not keep the others waiting.
    """
    over = Attempt.objects.filter(mode=Mode.EXAM, submitted_at=None, ends_at__lt=now - ON_ITS_WAY)
    return sum(_handed_in(attempt, now) for attempt in over)


def _handed_in(attempt: Attempt, now: datetime) -> bool:
    try:
        return hand_in_if_over(attempt, now)
    except Exception:
        log.exception("Exam %s cannot be handed in", attempt.pk)
        return False


def _judge(attempt: Attempt, place: Place, question: Question, now: datetime) -> None:
    """The draft by the wording that it answered; one whose wording cannot be read any more is no answer."""
    draft = place.draft if place.draft and place.draft.digest == question.digest else None
    record(
        attempt=attempt,
        question=question,
        shown=question.arranged(place.options),
        given=draft.given if draft else [],
        confidence=draft.confidence if draft else "",
        hints=0,
        now=now,
    )
