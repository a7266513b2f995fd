"""What a deck file holds: `content/<course>/decks/<deck>.yaml`."""

from tutorial.library import ConceptId, Item, Line, ParagraphRef, Prose, Scale, Shelf


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


SHELF = Shelf(folder="decks", schema=Deck, listed_in="decks")
