"""Answers given on purpose: right ones and wrong ones."""

from datetime import datetime

from quizzes.answering import submit_answer
from quizzes.kinds import SingleChoice
from quizzes.models import Answer, Attempt
from quizzes.sitting import sit
from tutorial.library import library


def option_of(question: str, *, right: bool) -> str:
    """The id of the right option of a question, or of its first wrong one."""
    options = library().find(SingleChoice, question).options
    return next(option.id for option in options if option.right == right)


def answered(attempt: Attempt, question: str, *, right: bool, at: datetime) -> Answer:
    return submit_answer(
        attempt=attempt,
        question=library().find(SingleChoice, question),
        given=[option_of(question, right=right)],
        now=at,
    )


def answered_all(attempt: Attempt, *, missed: tuple[str, ...] = (), at: datetime) -> None:
    """Answer every question of the attempt, those in `missed` wrongly."""
    for place in sit(attempt).places:
        answered(attempt, place.question_id, right=place.question_id not in missed, at=at)
