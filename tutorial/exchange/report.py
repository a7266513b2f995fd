"""What could not be carried into a deck file, told to whoever imports it."""

from collections.abc import Iterator
from enum import StrEnum

SHOWN = 3
LONGEST = 60


class Loss(StrEnum):
    """What is not as it was, in words that stand before a number."""

    MEDIA = "Cards whose images, sounds or films were left out, because a deck here holds text"
    UNSAFE = "Cards with scripts, forms or other HTML that may not be shown here; it was left out"
    STYLES = "Cards with colours, fonts or other styles of their own, which were left out"
    LINKS = "Cards with links that lead nowhere outside their own program; the words were kept"
    FORMULAS = "Cards with formulas, kept as the text in which they are written"
    LAYOUT = "Questions of several paragraphs, lists or blocks of code, joined into one line"
    LONG = "Cards with a text that is far too long for a card, left out"
    PLAIN = "Texts that kept their words but not their markup"
    CLOZES = "Gaps to fill, each turned into a question with an ellipsis"
    BROKEN = "Cards whose template or gaps could not be read, left out"
    TYPED = "Cards whose answer was typed in; here it is said and then shown"
    EMPTY = "Cards without a question or without an answer, left out"
    DOUBLES = "Cards that were there twice, kept once"
    LOOK = "Note types whose templates and styles were left out"
    HISTORY = "Reviews and dates of cards, left out: here a card begins as new"
    SUBDECKS = "Decks that became one"
    TAGS = "Tags that name none of this site's concepts, left out"
    LEVELS = "Levels that are unknown here, replaced by the one for all"
    PARAGRAPHS = "Paragraphs that are unknown here, replaced by the one for all"
    COLUMNS = "Columns that a card has no place for, left out"
    HEADINGS = "Headings or text that belong to no question, left out"
    TAKEN = "Cards that got another id, because theirs is taken by another file"
    KEPT = (
        "Cards of the deck that the file does not hold; they were kept, delete them by hand if they should go"
    )
    COMMENTS = "Comments in the deck file, lost by writing it anew"


class ImportReport:
    """Collects losses, each with the cards it happened to."""

    def __init__(self) -> None:
        self._where: dict[Loss, list[str]] = {}

    def note(self, loss: Loss, *where: str) -> None:
        """Count one loss for each name, once for a name."""
        for name in map(_short, where):
            met = self._where.setdefault(loss, [])
            if name not in met:
                met.append(name)

    def __contains__(self, loss: object) -> bool:
        return loss in self._where

    def lines(self) -> Iterator[str]:
        """One for each kind of loss: what, how often, and the first few cards."""
        for loss in Loss:
            where = self._where.get(loss, [])
            more = "; ..." if len(where) > SHOWN else ""
            if where:
                yield f"{loss}: {len(where)} ({'; '.join(where[:SHOWN])}{more})"


def _short(name: str) -> str:
    words = " ".join(name.split())
    return words if len(words) <= LONGEST else f"{words[: LONGEST - 1]}…"
