"""A foreign card on its way into a deck file."""

from dataclasses import dataclass

MOST_CARDS = 5_000  # of one file


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """Markdown, and whatever else the file tells of the card; what it does not tell is empty.

    `id` is one of ours. `key` is what the file knows the card by, whatever its wording.
    """

    question: str
    answer: str
    id: str = ""
    key: str = ""
    level: str = ""
    concepts: tuple[str, ...] = ()
    read: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """What one file holds. `title` is empty if the file does not tell it."""

    drafts: list[Draft]
    title: str = ""
