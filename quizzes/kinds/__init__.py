"""The kinds of question, one file each: its fields, its grading, its form."""

from pydantic import TypeAdapter

from quizzes.kinds.question import Question
from quizzes.kinds.single import SingleChoice

# With a second kind: Annotated[SingleChoice | MultipleChoice, Field(discriminator="kind")]
AnyQuestion = SingleChoice
ANY_QUESTION: TypeAdapter[AnyQuestion] = TypeAdapter(AnyQuestion)

__all__ = ["ANY_QUESTION", "AnyQuestion", "Question", "SingleChoice"]
