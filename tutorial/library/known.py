"""What one reading of the content has met so far: the ids, and where each was written."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from pydantic import ValidationInfo

from tutorial.library.located import Text


@dataclass
class Known:
    """Ids by kind, each with its `file:line`. Schemas get it as the context of their validation.

    A kind in `partly` could not be read in full, so that a missing id would be a fault of that other file.
    """

    places: dict[str, dict[str, str]] = field(default_factory=dict)
    partly: set[str] = field(default_factory=set)

    def of(self, kind: str) -> dict[str, str]:
        return self.places.setdefault(kind, {})

    def add(self, kind: str, names: Iterable[str]) -> None:
        for name in names:
            self.of(kind).setdefault(name, "")

    def claim(self, kind: str, name: str, place: str) -> None:
        """Give `name` to the value at `place`; a ValueError names the place that has it already."""
        first = self.of(kind).setdefault(name, place)
        if first != place:
            raise ValueError(f"{name} is already the id of the {kind} in {first}; choose another")

    def lacks(self, kind: str, name: str) -> bool:
        return name not in self.of(kind) and kind not in self.partly


def known_from(info: ValidationInfo) -> Known | None:
    """The ids of this reading; None when a schema is used by itself, as in a test."""
    return info.context if isinstance(info.context, Known) else None


def place_of(value: object) -> str:
    """`file:line` of a value read from a file, else its own identity, which no other value shares."""
    return f"{value.file}:{value.line}" if isinstance(value, Text) else f"object {id(value)}"
