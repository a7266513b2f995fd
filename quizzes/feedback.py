"""What a learner sees after answering, and not before."""

from dataclasses import dataclass

from quizzes.as_answered import as_answered
from quizzes.kinds import Question
from quizzes.models import Answer
from quizzes.sitting import Place
from tutorial.library import Concept, Demo, Paragraph, library


@dataclass(frozen=True, slots=True)
class Feedback:
    """The question as it was answered, and what became of the answer.

    `paragraph` is None when the lesson no longer has it. `edited`: the question reads differently today;
    `gone`: it has left the content.
    """

    question: Question
    answer: Answer
    judged: object
    concepts: tuple[Concept, ...]
    paragraph: Paragraph | None
    demo: Demo | None
    edited: bool
    gone: bool

    @property
    def right(self) -> bool:
        return self.answer.right

    @property
    def partly(self) -> bool:
        return 0 < self.answer.score < 1

    @property
    def percent(self) -> int:
        return round(100 * self.answer.score)

    @property
    def hints_seen(self) -> int:
        return self.answer.hints


def feedback_on(place: Place) -> Feedback | None:
    """The feedback on an answered question; None without an answer, or if nobody can tell what was asked."""
    question = as_answered([place]).get(place.question_id)
    if question is None or place.answer is None:
        return None
    return Feedback(
        question=question,
        answer=place.answer,
        judged=question.judged(place.answer.shown, place.answer.given),
        concepts=_concepts(question),
        paragraph=paragraph_for(question),
        demo=library().demo_for(question.concepts),
        edited=place.question is not None and place.question.digest != place.answer.digest,
        gone=place.question is None,
    )


def paragraph_for(question: Question) -> Paragraph | None:
    """The paragraph that teaches what a question asks; None if the lesson no longer has it."""
    try:
        return library().paragraph(question.read)
    except KeyError:
        return None


def _concepts(question: Question) -> tuple[Concept, ...]:
    """Those that the course still has."""
    known = {concept.id: concept for course in library().courses for concept in course.concepts}
    return tuple(known[concept] for concept in question.concepts if concept in known)
