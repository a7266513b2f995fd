"""What a learner has done with the quizzes so far."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from quizzes.drawing import QUESTIONS_OF_A_TEST, questions_of
from quizzes.models import Attempt
from quizzes.schema import Quiz
from quizzes.sitting import TEST, Sitting, sit
from tutorial.library import Course, library


@dataclass(frozen=True, slots=True)
class Standing:
    """A quiz, or a test drawn from a course, and one learner's attempts at it, the newest first."""

    of: Quiz | Course
    attempts: tuple[Sitting, ...]

    @property
    def title(self) -> str:
        return self.of.title if isinstance(self.of, Quiz) else TEST

    @property
    def summary(self) -> str:
        if isinstance(self.of, Quiz):
            return self.of.summary
        return "From the whole course: easy, medium and hard, over all its concepts, and different each time."

    @property
    def questions(self) -> int:
        """How many a whole attempt asks."""
        if isinstance(self.of, Quiz):
            return len(self.of.questions)
        return min(QUESTIONS_OF_A_TEST, len(questions_of(self.of)))

    @property
    def unfinished(self) -> Sitting | None:
        """The attempt to continue: the newest, if it is not over."""
        newest = next(iter(self.attempts), None)
        return newest if newest and newest.is_open else None

    @property
    def last(self) -> Sitting | None:
        return next(iter(self._whole), None)

    @property
    def best(self) -> Sitting | None:
        return max(self._whole, key=lambda sitting: sitting.share, default=None)

    @property
    def _whole(self) -> list[Sitting]:
        """Without the retries of missed questions, whose scores are out of fewer questions."""
        return [one for one in self.attempts if not one.is_open and one.attempt.retry_of_id is None]


@dataclass(frozen=True, slots=True)
class Standings:
    """Everything there is to take. `past` are attempts at quizzes and courses that have left the content."""

    quizzes: tuple[Standing, ...]
    tests: tuple[Standing, ...]
    past: tuple[Sitting, ...]


def standing(of: Quiz | Course, learner_id: UUID | None) -> Standing:
    """Three queries at the most; none for somebody who has only looked."""
    mine = Attempt.objects.of(learner_id)
    attempts = mine.filter(quiz=of.id) if isinstance(of, Quiz) else mine.filter(quiz="", course=of.id)
    return Standing(of, _sat(attempts.newest().prefetch_related("answers", "drafts")))


def standings(learner_id: UUID | None) -> Standings:
    """In the order of the courses. Three queries at the most for all of them."""
    sittings = _sat(Attempt.objects.of(learner_id).newest().prefetch_related("answers", "drafts"))
    tested = [course for course in library().courses if questions_of(course)]
    return Standings(
        quizzes=tuple(
            Standing(quiz, tuple(one for one in sittings if one.attempt.quiz == quiz.id))
            for quiz in library().all(Quiz)
        ),
        tests=tuple(
            Standing(course, tuple(one for one in sittings if one.attempt.course == course.id))
            for course in tested
        ),
        past=tuple(one for one in sittings if one.is_past),
    )


def _sat(attempts: Iterable[Attempt]) -> tuple[Sitting, ...]:
    return tuple(map(sit, attempts))
