"""What a file of content is made of."""

import hashlib
import json
from enum import StrEnum
from functools import cached_property

from pydantic import BaseModel, ConfigDict

from tutorial.library.references import ItemId


class Part(BaseModel):
    """A piece of content without an id in the library: frozen, and no key but its own."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Item(Part):
    """A piece of content that can be found by its id, unique among all the items of the library."""

    id: ItemId

    @cached_property
    def digest(self) -> str:
        """16 hexadecimal digits that change whenever anything in the item's wording or marking does."""
        wording = json.dumps(self.model_dump(mode="json"), sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(wording.encode()).hexdigest()[:16]


class Level(StrEnum):
    """How much a card or question asks for."""

    BEGINNER = "beginner"
    INTERMEDIATE = "intermediate"
    ADVANCED = "advanced"
