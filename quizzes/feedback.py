"""What a learner sees after answering, and not before."""

from dataclasses import dataclass

from quizzes.kinds import Question
from quizzes.models import Answer
from tutorial.library import Line, Paragraph, library


@dataclass(frozen=True, slots=True)
class Feedback:
    """`edited`: the question reads differently from when it was answered. The score is that of then."""

    right: bool
    edited: bool
    judged: object
    concepts: tuple[Line, ...]
    paragraph: Paragraph


def feedback_on(question: Question, answer: Answer) -> Feedback:
    return Feedback(
        right=answer.right,
        edited=answer.digest != question.digest,
        judged=question.judged(answer.shown, answer.given),
        concepts=tuple(library().concept(concept).title for concept in question.concepts),
        paragraph=library().paragraph(question.read),
    )
