"""A quiz, as its file describes it."""

from pydantic import Field

from quizzes.kinds import AnyQuestion
from tutorial.library import Item, Shelf


class Quiz(Item):
    """content/<course>/quizzes/<id>.yaml"""

    title: str
    summary: str
    questions: tuple[AnyQuestion, ...] = Field(min_length=1)


SHELF = Shelf(folder="quizzes", schema=Quiz, listed_in="quizzes")
