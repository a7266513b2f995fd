"""The kinds of question, one file each: its fields, its grading, its form."""

from quizzes.kinds.question import JudgedOption, Question
from quizzes.kinds.single import SingleChoice

# With a second kind: Annotated[SingleChoice | MultipleChoice, Field(discriminator="kind")]
AnyQuestion = SingleChoice

__all__ = ["AnyQuestion", "JudgedOption", "Question", "SingleChoice"]
