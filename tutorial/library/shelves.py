"""The shelves of the library: which folder of a course holds what. Apps add theirs when they start."""

from collections.abc import Callable
from dataclasses import dataclass

from tutorial.library.faults import Report
from tutorial.library.items import Item
from tutorial.library.yaml_reading import read_yaml


@dataclass(frozen=True)
class Shelf:
    """`<course>/<folder>/<id><suffix>` holds one `schema`; course.yaml lists the ids under `listed_in`.

    `parse` turns the text of a file into values that know their lines (see `located`).
    """

    folder: str
    schema: type[Item]
    listed_in: str
    suffix: str = ".yaml"
    parse: Callable[[str, Report], object] = read_yaml


_shelves: list[Shelf] = []


def add_shelf(shelf: Shelf) -> None:
    """Call it in `AppConfig.ready`. Adding a folder twice is a mistake of the programmer's."""
    if any(shelf.folder == other.folder for other in _shelves):
        raise ValueError(f"there is already a shelf for {shelf.folder}/")
    _shelves.append(shelf)


def shelves() -> tuple[Shelf, ...]:
    return tuple(_shelves)
