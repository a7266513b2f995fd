"""What learners answered stays readable, whatever becomes of the content."""

import pytest
from pydantic import TypeAdapter

from tests.tutorial.cards import a_card
from tutorial.decks import Card
from tutorial.library import Item, library
from tutorial.library.courses import items_within
from tutorial.models import Wording
from tutorial.wordings import keep_wording, wordings_of

CARDS = TypeAdapter(Card)

pytestmark = pytest.mark.django_db


def test_a_wording_reads_as_it_was() -> None:
    card = a_card("queue")
    keep_wording(card)
    then = wordings_of([card.digest], CARDS)[card.digest]
    assert then == card
    assert (then.digest, then.answer.html) == (card.digest, card.answer.html)


def test_it_is_kept_once() -> None:
    keep_wording(a_card("queue"))
    keep_wording(a_card("queue"))
    assert Wording.objects.count() == 1


def test_several_are_read_with_one_query(django_assert_num_queries: object) -> None:
    cards = [a_card("queue"), a_card("worker")]
    for card in cards:
        keep_wording(card)
    with django_assert_num_queries(1):  # type: ignore[operator]
        read = wordings_of([card.digest for card in cards] + ["never-seen"], CARDS)
    assert read == {card.digest: card for card in cards}


def test_what_nobody_answered_has_no_wording() -> None:
    assert wordings_of(["never-seen"], CARDS) == {}


def test_what_todays_site_cannot_read_is_left_out() -> None:
    Wording.objects.create(digest="old", item="queue", says={"id": "queue", "front": "What?"})
    assert wordings_of(["old"], CARDS) == {}


def test_everything_that_is_taught_can_be_kept_and_read() -> None:
    """An item inside another is among its parts."""
    for course in library().courses:
        for shelf in course.shelves.values():
            for item in (part for entry in shelf for part in items_within(entry)):
                keep_wording(item)
                kind: TypeAdapter[Item] = TypeAdapter(type(item))
                then = wordings_of([item.digest], kind)
                assert [read.digest for read in then.values()] == [item.digest], item.id
