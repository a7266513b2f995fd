"""The kinds of question, one file each: its fields, its grading, its form."""

from typing import Annotated

from pydantic import Field, TypeAdapter

from quizzes.kinds.multiple import MultipleChoice
from quizzes.kinds.number import NumberAnswer
from quizzes.kinds.order import PutInOrder
from quizzes.kinds.output import PredictOutput
from quizzes.kinds.question import Question
from quizzes.kinds.short import ShortText
from quizzes.kinds.single import SingleChoice
from quizzes.kinds.true_false import TrueFalse

AnyQuestion = Annotated[
    SingleChoice | MultipleChoice | TrueFalse | ShortText | NumberAnswer | PutInOrder | PredictOutput,
    Field(discriminator="kind"),
]
ANY_QUESTION: TypeAdapter[Question] = TypeAdapter(AnyQuestion)

__all__ = [
    "ANY_QUESTION",
    "AnyQuestion",
    "MultipleChoice",
    "NumberAnswer",
    "PredictOutput",
    "PutInOrder",
    "Question",
    "ShortText",
    "SingleChoice",
    "TrueFalse",
]
