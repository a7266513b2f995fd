"""Put in order: the items have one right order. Its form is in `order_form`."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations
from random import Random
from typing import Literal, Self

from pydantic import Field, field_validator, model_validator

from quizzes.kinds.offering import Offered, Offering
from quizzes.kinds.order_form import GivePlaces
from quizzes.kinds.question import Grade
from quizzes.kinds.typed import Foreseen
from tutorial.library import FaultError, Line, Slug

FEWEST, MOST = 3, 8
TELLS_ITS_PLACE = re.compile(r"\d|(^|-)(first|second|third|fourth|fifth|last|then|next|start|begin|end)(-|$)")


class Swap(Foreseen):
    """A wrong order that is expected: the item `puts` stands somewhere before the item `before`."""

    puts: Slug
    before: Slug


@dataclass(frozen=True, slots=True)
class Pairs:
    """How many of all pairs of items stand in the right order to each other."""

    right: int
    all: int

    @property
    def wrong(self) -> int:
        return self.all - self.right

    @property
    def credit(self) -> Fraction:
        """Right pairs less wrong ones, as a share of all; never below 0, and 1 for the right order only.

        Kendall's tau ("A new measure of rank correlation", Biometrika 30, 1938) with a floor: an order by
        chance is worth nothing on the average before it.
        """
        return max(Fraction(0), Fraction(self.right - self.wrong, self.all))

    @property
    def percent(self) -> int:
        return round(100 * self.credit)


@dataclass(frozen=True, slots=True)
class JudgedItem:
    """An item at its right place; `given` is the place that it was given, None if it had none."""

    item: Offered
    place: int
    given: int | None

    @property
    def in_place(self) -> bool:
        return self.given == self.place


@dataclass(frozen=True, slots=True)
class JudgedSwap:
    """Two items that stand the wrong way round, as was foreseen."""

    puts: Offered
    before: Offered
    why: Line


@dataclass(frozen=True, slots=True)
class JudgedOrder:
    """The items in the right order. `pairs` is None if nothing was answered."""

    items: tuple[JudgedItem, ...]
    pairs: Pairs | None
    swaps: tuple[JudgedSwap, ...]


class PutInOrder(Offering):
    """`items` stand in the right order in the file."""

    kind: Literal["order"]
    items: tuple[Offered, ...] = Field(min_length=FEWEST, max_length=MOST)
    wrong: tuple[Swap, ...] = ()

    @property
    def offered(self) -> tuple[Offered, ...]:
        return self.items

    def shuffled(self, chance: Random) -> list[str]:
        """Any order but the right one, which would leave nothing to do."""
        order = self._ids
        while order == self._ids:
            order = super().shuffled(chance)
        return order

    def form(
        self, shown: Sequence[str], data: Mapping[str, object] | None = None, before: Sequence[str] = ()
    ) -> GivePlaces:
        return GivePlaces([self._by_id[item_id] for item_id in shown], data, before)

    def grade(self, given: Sequence[str]) -> Grade:
        beliefs = dict.fromkeys(swap.misconception for swap in self._swaps(given))
        return Grade(float(self._pairs(given).credit), tuple(beliefs))

    def judged(self, shown: Sequence[str], given: Sequence[str]) -> JudgedOrder:
        places = {item_id: place for place, item_id in enumerate(given, start=1)}
        by_id = self._by_id
        return JudgedOrder(
            tuple(JudgedItem(item, n, places.get(item.id)) for n, item in enumerate(self.items, start=1)),
            self._pairs(given) if given else None,
            tuple(JudgedSwap(by_id[one.puts], by_id[one.before], one.why) for one in self._swaps(given)),
        )

    def _pairs(self, given: Sequence[str]) -> Pairs:
        """A pair of which an item is not there counts as wrong."""
        pairs = list(combinations(self._ids, 2))
        return Pairs(sum(_stand(given, *pair) for pair in pairs), len(pairs))

    def _swaps(self, given: Sequence[str]) -> tuple[Swap, ...]:
        return tuple(swap for swap in self.wrong if _stand(given, swap.puts, swap.before))

    @property
    def _by_id(self) -> dict[str, Offered]:
        return {item.id: item for item in self.items}

    @property
    def _ids(self) -> list[str]:
        return [item.id for item in self.items]

    @field_validator("items")
    @classmethod
    def _ids_do_not_tell_the_place(cls, items: tuple[Offered, ...]) -> tuple[Offered, ...]:
        for number, item in enumerate(items):
            if TELLS_ITS_PLACE.search(item.id):
                raise FaultError(
                    f"{item.id} is on the page before the answer; choose an id that does not tell the place",
                    number,
                    "id",
                )
        return items

    @model_validator(mode="after")
    def _swaps_are_wrong(self) -> Self:
        for number, swap in enumerate(self.wrong):
            for key, name in (("puts", swap.puts), ("before", swap.before)):
                if name not in self._ids:
                    what = f"there is no item {name}; write one of: {', '.join(self._ids)}"
                    raise FaultError(what, "wrong", number, key)
            if not _stand(self._ids, swap.before, swap.puts):
                raise FaultError(f"{swap.puts} belongs there; name a wrong order", "wrong", number, "puts")
        return self


def _stand(order: Sequence[str], first: str, second: str) -> bool:
    """Whether both are there, `first` somewhere before `second`."""
    return first in order and second in order and order.index(first) < order.index(second)
