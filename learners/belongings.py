"""What belongs to a learner, room by room: how it moves to another learner, and how it is told.

A room registers in its AppConfig's ready(). Deleting needs no word here: it follows the foreign keys.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from django.db.models import Model, QuerySet

from learners.models import Evidence, Learner


class Move(Protocol):
    """Give the guest's rows of one model to `into`, within a transaction that has both locked. Doing it
    twice does no harm."""

    def __call__(self, *, guest: Learner, into: Learner, now: datetime) -> None: ...


@dataclass(frozen=True)
class Owned:
    """A model whose rows are a learner's; `path` leads from a row to the learner.

    `words` are what people call the rows, in the plural.

    Rows that refer to the learner themselves are moved by `move`, where it is not enough to write the other
    learner into them. All others follow the row that they refer to.
    """

    model: type[Model]
    words: str
    path: str = "learner"
    move: Move | None = None

    def of(self, learner: Learner) -> QuerySet[Any]:
        """Their rows, as they were written."""
        return self.model._base_manager.filter(**{self.path: learner}).order_by("pk")  # noqa: SLF001  Django documents both

    @property
    def name(self) -> str:
        return str(self.model._meta.verbose_name_plural)  # noqa: SLF001


def nothing_more(learner: Learner) -> Mapping[str, Any]:
    return {}


@dataclass(frozen=True)
class Belongings:
    """Of one room; `more` is what has to be told besides the rows, as values for Django's JSON encoder."""

    room: str
    owned: tuple[Owned, ...]
    more: Callable[[Learner], Mapping[str, Any]] = nothing_more

    def move(self, *, guest: Learner, into: Learner, now: datetime) -> None:
        """Give everything of the guest to `into`."""
        for owned in self.owned:
            if owned.move:
                owned.move(guest=guest, into=into, now=now)
            elif owned.path == "learner":
                owned.of(guest).update(learner=into)

    def tell(self, learner: Learner) -> dict[str, Any]:
        """Every row with every column, by the model's name in the plural."""
        return {**{owned.name: rows(owned.of(learner)) for owned in self.owned}, **self.more(learner)}


_of_rooms: dict[str, Belongings] = {}


def add_belongings(belongings: Belongings) -> None:
    """Register a room's, in the order in which they are told."""
    _of_rooms[belongings.room] = belongings


def all_belongings() -> tuple[Belongings, ...]:
    return tuple(_of_rooms.values())


def rows(of: QuerySet[Any], *, without: tuple[str, ...] = ("learner_id",)) -> list[dict[str, Any]]:
    """Every column of these rows but those that only say whose they are."""
    return [{name: value for name, value in row.items() if name not in without} for row in of.values()]


LEARNING = Belongings(room="learning", owned=(Owned(Evidence, "signs of what you know"),))
