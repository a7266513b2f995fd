"""What a file of content is made of."""

import hashlib
import json
from collections import Counter
from enum import StrEnum
from functools import cached_property
from typing import TypeVar

from pydantic import BaseModel, ConfigDict, field_validator

from tutorial.library.faults import FaultError
from tutorial.library.references import ItemId

Value = TypeVar("Value")


class Part(BaseModel):
    """A piece of content without an id in the library: frozen, and no key but its own.

    If it has an `id`, that id differs from those of the other entries of its list.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    @field_validator("*")
    @classmethod
    def _ids_differ(cls, value: Value) -> Value:
        met = Counter[object]()
        for number, entry in enumerate(value if isinstance(value, tuple) else ()):
            own_id = getattr(entry, "id", None)
            if own_id is not None and met[own_id]:
                raise FaultError(
                    f"{own_id} is the id of another entry of this list; choose another", number, "id"
                )
            met[own_id] += 1
        return value


class Item(Part):
    """A piece of content that can be found by its id, unique among all the items of the library."""

    id: ItemId

    @cached_property
    def digest(self) -> str:
        """16 hexadecimal digits that change whenever anything in the item does."""
        wording = json.dumps(self.model_dump(mode="json"), sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(wording.encode()).hexdigest()[:16]


class Level(StrEnum):
    """How much a card or question asks for."""

    BEGINNER = "beginner"
    INTERMEDIATE = "intermediate"
    ADVANCED = "advanced"
