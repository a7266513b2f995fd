"""What a learner has done with the quizzes so far."""

from dataclasses import dataclass
from uuid import UUID

from quizzes.models import Attempt
from quizzes.schema import Quiz
from quizzes.sitting import Sitting, sit
from tutorial.library import library


@dataclass(frozen=True, slots=True)
class Standing:
    """A quiz and one learner's attempts at it, the newest first."""

    quiz: Quiz
    attempts: tuple[Sitting, ...]

    @property
    def unfinished(self) -> Sitting | None:
        """The attempt to continue: the newest, if it is not over."""
        newest = next(iter(self.attempts), None)
        return newest if newest and newest.next else None

    @property
    def last(self) -> Sitting | None:
        return next(iter(self._whole), None)

    @property
    def best(self) -> Sitting | None:
        return max(self._whole, key=lambda sitting: sitting.share, default=None)

    @property
    def _whole(self) -> list[Sitting]:
        """Without the retries of missed questions, whose scores are out of fewer questions."""
        return [one for one in self.attempts if not one.next and one.attempt.retry_of_id is None]


def standing(quiz: Quiz, learner_id: UUID | None) -> Standing:
    """Two queries; none for somebody who has only looked."""
    attempts = Attempt.objects.of(learner_id).filter(quiz=quiz.id).newest().prefetch_related("answers")
    return Standing(quiz, tuple(map(sit, attempts)))


def standings(learner_id: UUID | None) -> tuple[Standing, ...]:
    """Every quiz, in the order of the courses. Two queries for all of them."""
    attempts = Attempt.objects.of(learner_id).newest().prefetch_related("answers")
    sittings = [sit(attempt) for attempt in attempts]
    return tuple(
        Standing(quiz, tuple(one for one in sittings if one.attempt.quiz == quiz.id))
        for quiz in library().all(Quiz)
    )
