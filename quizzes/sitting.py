"""An attempt against the content of today: what is answered, what is next.

Content changes while attempts are open. A question that has gone can no longer be asked, but its answer,
if there is one, still counts.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from quizzes.kinds import Question
from quizzes.models import Answer, Attempt, Draft
from quizzes.order import Order
from quizzes.schema import Quiz
from tutorial.library import Item, Library, library

TEST = "Ten questions"


@dataclass(frozen=True)
class Place:
    """One question of an attempt. `question` is None when it has left the content.

    `options` are the ids in the order of the attempt, `shown` those of today's content.
    `draft` is what stands so far in an open exam, `answer` what was judged.
    """

    number: int
    question_id: str
    question: Question | None
    options: tuple[str, ...]
    shown: tuple[str, ...]
    answer: Answer | None
    draft: Draft | None = None

    @property
    def is_done(self) -> bool:
        return bool(self.answer or self.draft)

    @property
    def missed(self) -> bool:
        return self.answer is not None and not self.answer.right


@dataclass(frozen=True)
class Sitting:
    """One attempt, its questions in order."""

    attempt: Attempt
    places: tuple[Place, ...]

    @cached_property
    def next(self) -> Place | None:
        """The first question without an answer; None when there is none, so that the attempt is over.

        An exam is over when it is handed in, even if its questions have answers that still may be changed.
        """
        return next((place for place in self.places if not place.is_done), None)

    @property
    def left(self) -> tuple[Place, ...]:
        """The questions that have no answer yet."""
        return tuple(place for place in self.places if not place.is_done)

    @property
    def is_open(self) -> bool:
        """Whether there is anything left to do in it."""
        return self.attempt.is_open_exam or self.next is not None

    def place(self, question_id: str) -> Place | None:
        return next((place for place in self.places if place.question_id == question_id), None)

    @property
    def missed(self) -> tuple[Place, ...]:
        return tuple(place for place in self.places if place.missed)

    @property
    def points(self) -> float:
        """The sum of the scores so far."""
        return sum(place.answer.score for place in self.places if place.answer)

    @property
    def share(self) -> float:
        """The part of the points that was reached, 0 to 1; 0 when nothing is left to reach."""
        return self.points / len(self.places) if self.places else 0

    @property
    def score(self) -> str:
        """As on the page: "4/5", and "3.5/5" with partial credit."""
        return f"{round(self.points, 2):g}/{len(self.places)}"

    @property
    def quiz(self) -> Quiz | None:
        """None when the quiz has left the content."""
        return library().get(Quiz, self.attempt.quiz)

    @property
    def title(self) -> str:
        if self.attempt.course:
            return TEST
        return self.quiz.title if self.quiz else "A quiz of the past"


def sit(attempt: Attempt) -> Sitting:
    """One query, the answers; for an open exam one more, its drafts."""
    answers = {answer.question: answer for answer in attempt.answers.all()}
    drafts = {draft.question: draft for draft in attempt.drafts.all()} if attempt.is_open_exam else {}
    return Sitting(attempt, _places(attempt.order, answers, drafts, library()))


def _places(
    order: Order, answers: Mapping[str, Answer], drafts: Mapping[str, Draft], content: Library
) -> tuple[Place, ...]:
    asked = [(_question(content, question_id), question_id, options) for question_id, options in order]
    kept = [entry for entry in asked if entry[0] or entry[1] in answers or entry[1] in drafts]
    return tuple(
        Place(
            number=number,
            question_id=question_id,
            question=question,
            options=tuple(options),
            shown=question.arranged(options) if question else tuple(options),
            answer=answers.get(question_id),
            draft=drafts.get(question_id),
        )
        for number, (question, question_id, options) in enumerate(kept, start=1)
    )


def _question(content: Library, question_id: str) -> Question | None:
    item = content.get(Item, question_id)
    return item if isinstance(item, Question) else None
