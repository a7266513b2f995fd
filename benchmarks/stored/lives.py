"""What one learner leaves behind, made by the site's own functions: the patterns that are then multiplied."""

from datetime import UTC, datetime, timedelta
from random import Random
from uuid import uuid4

from demos.models import Run, Span
from learners.models import Learner
from quizzes.answering import submit_answer
from quizzes.attempts import start_attempt
from quizzes.explain.explaining import submit_explanation
from quizzes.explain.schema import Prompt
from quizzes.kinds import Question
from quizzes.schema import Quiz
from quizzes.sitting import sit
from tutorial.decks import Deck
from tutorial.library import Lesson, library
from tutorial.reading import record_read
from tutorial.reviews import grade_card
from tutorial.scheduling import Grade

BEGAN = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
SKILL = 0.7  # how often a learner is right
STEPS = ("receive", "check", "store", "wait in queue", "resize", "send email")


def live(seed: int) -> Learner:
    """A learner who has read two lessons, gone through a deck, taken every quiz, explained two prompts."""
    learner, chance, content = Learner.objects.create(), Random(seed), library()  # noqa: S311  no secret
    for lesson in content.all(Lesson)[:2]:
        record_read(learner=learner, lesson=lesson, now=BEGAN)
    for place, card in enumerate(content.all(Deck)[0].cards):
        grade = Grade.REMEMBERED if chance.random() < SKILL else Grade.FORGOT
        grade_card(learner=learner, card=card, showing=1, grade=grade, now=BEGAN + place * MINUTE)
    for number, quiz in enumerate(content.all(Quiz), start=1):
        _take(learner, quiz, chance, BEGAN + timedelta(hours=number))
    for number, prompt in enumerate(content.all(Prompt)[:2], start=1):
        text = "A worker takes the task from the queue, so that the visitor need not wait for the slow work."
        submit_explanation(
            learner=learner, prompt=prompt, text=text, now=BEGAN + timedelta(days=1, hours=number)
        )
    return learner


def _take(learner: Learner, quiz: Quiz, chance: Random, now: datetime) -> None:
    attempt = start_attempt(learner=learner, quiz=quiz, seed=chance.randrange(1000), now=now)
    for place in sit(attempt).places:
        if place.question:
            given, at = _given(place.question, place.shown, chance), now + place.number * MINUTE
            submit_answer(attempt=attempt, question=place.question, given=given, now=at)


def _given(question: Question, shown: tuple[str, ...], chance: Random) -> list[str]:
    """An answer that the question's form takes: some of what is shown, or something typed."""
    if not shown:
        return [str(chance.randrange(10))]
    return [*shown] if question.kind == "order" else [chance.choice(shown)]


def visit_the_lab(now: datetime) -> Run:
    """A finished run of a new visitor, with its spans; without files."""
    run = Run.objects.create(
        visitor=uuid4(),
        scenario="upload",
        lane=Run.Lane.BACKGROUND,
        status=Run.Status.DONE,
        started_at=now,
        response_ms=20.0,
        reply_status=202,
        settings={"photo": "lighthouse.jpg", "mail_delay_ms": 800},
    )
    for number, name in enumerate(STEPS):
        began = now + number * timedelta(milliseconds=100)
        Span.objects.create(
            run=run, name=name, place="web", started_at=began, ended_at=began + timedelta(milliseconds=90)
        )
    return run
