"""Starting attempts: at a quiz, at a test drawn from a course, at the misses of an attempt."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from learners.models import Learner
from quizzes.drawing import draw, questions_of
from quizzes.models import Attempt, Mode
from quizzes.order import asks_the_same, kept, only, shuffled
from quizzes.schema import Quiz
from quizzes.sitting import sit
from tutorial.library import Course

SAME_CLICK = timedelta(seconds=10)


@dataclass(frozen=True, slots=True)
class Terms:
    """How an attempt goes. `limit` is how long an exam may take; None for as long as one likes."""

    mode: Mode = Mode.PRACTICE
    limit: timedelta | None = None


PRACTICE = Terms()


@transaction.atomic
def start_attempt(
    *, learner: Learner, quiz: Quiz, seed: int, now: datetime, terms: Terms = PRACTICE
) -> Attempt:
    """A new attempt at the whole quiz, in the order that `seed` gives.

    An attempt in which nothing has been done yet is handed out again, so a double click starts one.
    """
    order = shuffled(quiz.questions, seed=seed)
    return _start(Attempt(learner=learner, quiz=quiz.id, seed=seed, order=order), terms, now)


@transaction.atomic
def start_test(
    *,
    learner: Learner,
    course: Course,
    seed: int,
    now: datetime,
    terms: Terms = PRACTICE,
    wanted: bool = False,
) -> Attempt:
    """A new attempt at the questions that `seed` draws from the whole course, easy ones first.

    A double click starts one, although each click brings a seed; but a seed that is `wanted` is kept to.
    """
    order = kept(draw(questions_of(course), seed=seed), seed=seed)
    test = Attempt(learner=learner, course=course.id, seed=seed, order=order)
    return _start(test, terms, now, any_seed=not wanted)


@transaction.atomic
def retry_missed(*, attempt: Attempt, now: datetime) -> Attempt | None:
    """A new attempt, for practice, at the questions missed in this one, in its order; None without any."""
    missed = {place.question_id for place in sit(attempt).missed if place.question}
    if not missed or attempt.is_open_exam:
        return None
    again = Attempt(
        learner=attempt.learner,
        quiz=attempt.quiz,
        course=attempt.course,
        seed=attempt.seed,
        order=only(attempt.order, missed),
        retry_of=attempt,
    )
    return _start(again, PRACTICE, now)


def _start(attempt: Attempt, terms: Terms, now: datetime, *, any_seed: bool = False) -> Attempt:
    Learner.objects.select_for_update().get(pk=attempt.learner.pk)  # one start at a time
    attempt.mode, attempt.started_at = terms.mode, now
    attempt.ends_at = now + terms.limit if terms.limit else None
    fresh = _untouched(attempt)
    if fresh and _goes_the_same(fresh, attempt, any_seed=any_seed):
        return fresh
    attempt.save(force_insert=True)
    return attempt


def _untouched(attempt: Attempt) -> Attempt | None:
    """The learner's newest attempt at the same, if nothing has been done in it yet."""
    mine = Attempt.objects.of(attempt.learner.pk).filter(
        quiz=attempt.quiz, course=attempt.course, mode=attempt.mode, retry_of=attempt.retry_of
    )
    return mine.filter(answers=None, drafts=None, hints=None, submitted_at=None).newest().first()


def _goes_the_same(fresh: Attempt, attempt: Attempt, *, any_seed: bool) -> bool:
    """Whether the untouched attempt will do. Of an exam only a double click gets the same, with its clock."""
    if attempt.mode == Mode.EXAM and not _same_click(fresh, attempt):
        return False
    if attempt.course:
        return fresh.seed == attempt.seed or (any_seed and _same_click(fresh, attempt))
    return asks_the_same(fresh.order, attempt.order)


def _same_click(fresh: Attempt, attempt: Attempt) -> bool:
    since = attempt.started_at - fresh.started_at
    return since <= SAME_CLICK and (attempt.ends_at is None) is (fresh.ends_at is None)
