"""Drafts become cards of a deck: with ids, and with references that lead somewhere."""

from collections.abc import Iterable
from dataclasses import dataclass

from tutorial.decks import Card, Deck, Level
from tutorial.exchange.card_ids import card_id, within
from tutorial.exchange.drafts import Draft
from tutorial.exchange.refusal import Refused
from tutorial.exchange.report import ImportReport, Loss
from tutorial.library import Item, Library, Line, Prose, nearest


@dataclass(frozen=True, slots=True)
class ForAll:
    """What is true of each card of which its file does not say otherwise. `read` may be empty."""

    level: Level
    concepts: tuple[str, ...]
    read: str


class Placing:
    """Puts the drafts of one file into one deck. `former` is that deck as it is, if it is there already."""

    def __init__(
        self, library: Library, deck: str, former: Deck | None, for_all: ForAll, report: ImportReport
    ) -> None:
        self._library = library
        self._deck = deck
        self._former = {card.id: card for card in former.cards} if former else {}
        self._for_all = for_all
        self._report = report
        self._concepts = [concept.id for course in library.courses for concept in course.concepts]
        self._check(for_all)

    def cards(self, drafts: Iterable[Draft]) -> list[Card]:
        """Those of the former deck first, with the new wording; Refused if the file has none."""
        placed: dict[str, Card] = {}
        for draft in self._worth_keeping(drafts):
            name = self._id(draft)
            if name in placed:
                self._report.note(Loss.DOUBLES, draft.question)
            else:
                placed[name] = self._card(name, draft)
        if not placed:
            raise Refused("There is no card in this file that has a question and an answer.")
        kept = [card for name, card in self._former.items() if name not in placed]
        self._report.note(Loss.KEPT, *(card.question.text for card in kept))
        return list({**self._former, **placed}.values())

    def _check(self, for_all: ForAll) -> None:
        for concept in for_all.concepts:
            if concept not in self._concepts:
                raise Refused(f"There is no concept {concept}; {nearest(concept, self._concepts)}")
        if for_all.read and not self._has_paragraph(for_all.read):
            raise Refused(
                f"There is no paragraph {for_all.read}; {nearest(for_all.read, self._paragraphs())}"
            )

    def _worth_keeping(self, drafts: Iterable[Draft]) -> Iterable[Draft]:
        met: set[tuple[str, str]] = set()
        for draft in drafts:
            if not draft.question or not draft.answer:
                self._report.note(Loss.EMPTY, draft.question or draft.answer or "a card without any words")
            elif (draft.question, draft.answer) in met:
                self._report.note(Loss.DOUBLES, draft.question)
            else:
                met.add((draft.question, draft.answer))
                yield draft

    def _id(self, draft: Draft) -> str:
        name = card_id(draft, self._deck)
        try:
            holder = self._library.container_of(self._library.find(Item, name))
        except KeyError:
            return name
        if holder.id == self._deck and name != self._deck:
            return name
        self._report.note(Loss.TAKEN, name)
        return within(self._deck, name)

    def _card(self, name: str, draft: Draft) -> Card:
        former = self._former.get(name)
        question, answer = Line(draft.question), Prose(draft.answer)
        return Card(
            id=name,
            level=self._level(draft, former),
            question=former.question if former and former.question.html == question.html else question,
            answer=former.answer if former and former.answer.html == answer.html else answer,
            concepts=self._known_concepts(draft) or (former.concepts if former else self._for_all.concepts),
            read=self._paragraph(draft, former),
        )

    def _level(self, draft: Draft, former: Card | None) -> Level:
        try:
            return Level(draft.level.lower())
        except ValueError:
            if draft.level:
                self._report.note(Loss.LEVELS, draft.level)
            return former.level if former else self._for_all.level

    def _known_concepts(self, draft: Draft) -> tuple[str, ...]:
        named = dict.fromkeys(draft.concepts)
        self._report.note(Loss.TAGS, *(name for name in named if name not in self._concepts))
        return tuple(name for name in named if name in self._concepts)

    def _paragraph(self, draft: Draft, former: Card | None) -> str:
        if draft.read and self._has_paragraph(draft.read):
            return draft.read
        if draft.read:
            self._report.note(Loss.PARAGRAPHS, draft.read)
        read = former.read if former else self._for_all.read
        if not read:
            some = nearest(draft.read, self._paragraphs())
            raise Refused(f"Which paragraph teaches “{draft.question}”? Say it with --read; {some}")
        return read

    def _has_paragraph(self, ref: str) -> bool:
        try:
            self._library.paragraph(ref)
        except KeyError:
            return False
        return True

    def _paragraphs(self) -> list[str]:
        found = (self._library.paragraphs_about(concept) for concept in self._concepts)
        return list(dict.fromkeys(paragraph.ref for about in found for paragraph in about))
