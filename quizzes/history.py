"""What a learner has done with the quizzes so far."""

from dataclasses import dataclass, field
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import Q, QuerySet

from quizzes.drawing import QUESTIONS_OF_A_TEST, questions_of
from quizzes.glances import Picked, glances_of, pick
from quizzes.models import Attempt, AttemptQuerySet
from quizzes.schema import Quiz
from quizzes.sitting import TEST, Sitting, sit
from tutorial.library import Course, library

ON_A_PAGE = 20


@dataclass(frozen=True, slots=True)
class Standing:
    """A quiz, or a test drawn from a course, and what is picked of one learner's attempts at it."""

    of: Quiz | Course
    picked: Picked = field(default_factory=Picked)

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


@dataclass(frozen=True, slots=True)
class Standings:
    """Everything there is to take. `past` are attempts at quizzes and courses that have left the content."""

    quizzes: tuple[Standing, ...]
    tests: tuple[Standing, ...]
    past: Page[Sitting]


def standings(learner_id: UUID | None, page: str | None = None) -> Standings:
    """In the order of the courses. Four queries for all of them, and four more for a page of past ones."""
    glances = glances_of(Attempt.objects.of(learner_id))
    there: list[Quiz | Course] = [
        *library().all(Quiz),
        *(course for course in library().courses if questions_of(course)),
    ]
    picked = pick([[one for one in glances if one.at == _place(of)] for of in there])
    places = {_place(of) for of in there}
    gone = {one.at for one in glances} - places
    standing_at = [Standing(of, chosen) for of, chosen in zip(there, picked, strict=True)]
    return Standings(
        quizzes=tuple(one for one in standing_at if isinstance(one.of, Quiz)),
        tests=tuple(one for one in standing_at if isinstance(one.of, Course)),
        past=_page(_past(learner_id, gone), page),
    )


def attempts_at(of: Quiz | Course, learner_id: UUID | None, page: str | None = None) -> Page[Sitting]:
    """A page of them, the newest first; the nearest page there is. Four queries; none for a newcomer."""
    return _page(_at(of, learner_id), page)


def unfinished_at(of: Quiz | Course, learner_id: UUID | None) -> Sitting | None:
    """The newest attempt, if it is not over. Three queries; none for a newcomer."""
    newest = _at(of, learner_id).newest().prefetch_related("answers", "drafts").first()
    sitting = sit(newest) if newest else None
    return sitting if sitting and sitting.is_open else None


def _at(of: Quiz | Course, learner_id: UUID | None) -> AttemptQuerySet:
    quiz, course = _place(of)
    return Attempt.objects.of(learner_id).filter(quiz=quiz, course=course)


def _past(learner_id: UUID | None, gone: set[tuple[str, str]]) -> "QuerySet[Attempt]":
    if not gone:
        return Attempt.objects.none()
    at_any = Q(*(Q(quiz=quiz, course=course) for quiz, course in gone), _connector=Q.OR)
    return Attempt.objects.of(learner_id).filter(at_any)


def _place(of: Quiz | Course) -> tuple[str, str]:
    """The quiz and the course by which its attempts are known."""
    return (of.id, "") if isinstance(of, Quiz) else ("", of.id)


def _page(attempts: "QuerySet[Attempt]", number: str | None) -> Page[Sitting]:
    newest = attempts.order_by("-started_at", "-pk").prefetch_related("answers", "drafts")
    page = Paginator(newest, ON_A_PAGE).get_page(number)
    sat = [sit(attempt) for attempt in page.object_list]
    return Page(sat, page.number, page.paginator)  # type: ignore[arg-type]  # it counts attempts, not sittings
