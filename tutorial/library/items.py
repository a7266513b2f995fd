"""What a file of content is made of."""

import hashlib
import json
from enum import StrEnum
from functools import cached_property
from typing import TypeVar

from pydantic import BaseModel, ConfigDict, ValidationInfo, field_validator

from tutorial.library.faults import FaultError
from tutorial.library.references import ItemId

Value = TypeVar("Value")


class Part(BaseModel):
    """A piece of content without an id in the library: frozen, and no key but its own.

    If it has an `id`, that id differs from those of the other entries of its list. No concept is named twice.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    @field_validator("*")
    @classmethod
    def _entries_differ(cls, value: Value, info: ValidationInfo) -> Value:
        met: set[str] = set()
        for number, entry in enumerate(value if isinstance(value, tuple) else ()):
            name = entry if info.field_name == "concepts" else getattr(entry, "id", None)
            if isinstance(name, str) and name in met:
                raise FaultError(
                    f"{name} is in this list already; keep one, or give this one another id", number
                )
            met.update([name] if isinstance(name, str) else [])
        return value


class Item(Part):
    """A piece of content that can be found by its id, unique among all the items of the library."""

    id: ItemId

    @cached_property
    def digest(self) -> str:
        """16 hexadecimal digits that change whenever anything in the item does."""
        wording = json.dumps(self.model_dump(mode="json"), sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(wording.encode()).hexdigest()[:16]


class Scale(StrEnum):
    """Words for how much is asked, from the least to the most."""

    @property
    def dots(self) -> str:
        """The word as a picture, one dot for each word of the scale: "●●○"."""
        filled = list(type(self)).index(self) + 1
        return "●" * filled + "○" * (len(type(self)) - filled)
