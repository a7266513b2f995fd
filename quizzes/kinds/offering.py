"""Questions that put things before the learner, to choose among them or to arrange them."""

from abc import abstractmethod
from collections.abc import Sequence
from random import Random
from typing import Self

from django.utils.safestring import SafeString
from pydantic import model_validator

from quizzes.kinds.question import Question
from tutorial.library import FaultError, Item, Line, code_lines


class Offered(Item):
    """One thing that is offered, in words (`text`) or in Python (`code`). `why` is shown after the answer."""

    text: Line | None = None
    code: str | None = None
    why: Line

    @property
    def code_lines(self) -> tuple[SafeString, ...]:
        return code_lines(self.code or "")

    @model_validator(mode="after")
    def _one_wording(self) -> Self:
        if (self.text is None) == (self.code is None):
            raise FaultError("write the answer either as text or as code", "text")
        return self


class Offering(Question):
    """What is offered stands in an order of chance, so that its place says nothing."""

    @property
    @abstractmethod
    def offered(self) -> tuple[Offered, ...]:
        """What there is to choose or to arrange, as the author listed it."""

    def shuffled(self, chance: Random) -> list[str]:
        return chance.sample([one.id for one in self.offered], k=len(self.offered))

    def arranged(self, order: Sequence[str]) -> tuple[str, ...]:
        now = [one.id for one in self.offered]
        kept = [item_id for item_id in order if item_id in now]
        return (*kept, *(item_id for item_id in now if item_id not in kept))
