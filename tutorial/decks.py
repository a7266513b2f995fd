"""What a deck file holds: `content/<course>/decks/<deck>.yaml`."""

from pydantic import field_validator

from tutorial.library import ConceptId, FaultError, Item, Line, ParagraphRef, Prose, Scale, Shelf

PAGES_BESIDE = ("ahead", "history", "settings")  # under /flashcards/, where every deck has its page


class Level(Scale):
    """How much a card asks for."""

    BEGINNER = "beginner"
    INTERMEDIATE = "intermediate"
    ADVANCED = "advanced"


class Card(Item):
    """One question with its answer, what it is about, and the paragraph that teaches it."""

    level: Level
    question: Line
    answer: Prose
    concepts: tuple[ConceptId, ...]
    read: ParagraphRef


class Deck(Item):
    """Cards to be learnt together, in the order in which new ones are shown."""

    title: str
    cards: tuple[Card, ...]

    @field_validator("id")
    @classmethod
    def _has_a_page_of_its_own(cls, value: str) -> str:
        if value in PAGES_BESIDE:
            raise FaultError(f"/flashcards/{value}/ is another page; give the deck another name")
        return value


SHELF = Shelf(folder="decks", schema=Deck, listed_in="decks")
