"""Somebody at a deck, and the time that passes for them."""

from datetime import datetime, timedelta

from django.test import Client

from tests.tutorial.cards import NOON

PAGE = "/flashcards/recall/"


class Clock:
    """The time of the views, to be turned on by hand."""

    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> datetime:
        return self.now

    def turn(self, **span: int) -> None:
        self.now += timedelta(**span)


class Visitor:
    """Somebody with a browser and no JavaScript: sends the form of the page it looks at."""

    def __init__(self, client: Client, address: str = PAGE) -> None:
        self.client = client
        self.look(address)

    def look(self, address: str) -> None:
        self.page = self.client.get(address)
        assert self.page.status_code == 200
        self.address = address

    @property
    def words(self) -> str:
        return self.page.content.decode()

    @property
    def card(self) -> str | None:
        card = self.page.context["session"].card
        return card.id if card else None

    @property
    def form(self) -> dict[str, str]:
        return {"card": str(self.card), "showing": str(self.page.context.get("showing", 1))}

    def grade(self, grade: str, **instead: str) -> None:
        self._post("grade_url", {**self.form, "grade": grade, **instead})

    def undo(self) -> None:
        review = self.page.context["undo"]
        self._post("undo_url", {"review": str(review.pk) if review else ""})

    def _post(self, address: str, form: dict[str, str]) -> None:
        reply = self.client.post(self.page.context[address], form)
        assert reply.status_code == 302
        self.look(reply["Location"])
