from dataclasses import replace
from datetime import timedelta

import pytest

from tests.tutorial.cards import NOON
from tutorial.concept_map.places import About, Place
from tutorial.concept_map.steps import Known, Reason, mending, next_step
from tutorial.library import library

EARLIER, LATER = NOON - timedelta(days=1), NOON + timedelta(hours=1)
CARDS = (Place("c1", "First deck", "/cards/1/"), Place("c2", "Second deck", "/cards/2/"))
QUESTION = Place("q1", "A quiz", "/quiz/")
PROMPT = Place("p1", "A prompt", "/prompt/")
ABOUT = About(
    library().paragraphs_about("worker"),
    library().demo_for(["worker"]),
    {"decks": CARDS, "quizzes": (QUESTION,), "prompts": (PROMPT,)},
)
PARAGRAPH = ABOUT.paragraphs[0].url
ALL = frozenset({"c1", "c2", "q1", "p1"})
MET = Known(read_at=EARLIER, met=ALL)


def reason_and_url(known: Known, about: About = ABOUT) -> tuple[Reason, str] | None:
    step = next_step(known, about)
    return (step.reason, step.url) if step else None


class TestAfterAMiss:
    def test_first_the_paragraph(self) -> None:
        assert reason_and_url(replace(MET, missed_at=NOON)) == (Reason.MISSED, PARAGRAPH)

    def test_then_the_demo(self) -> None:
        step = next_step(Known(missed_at=NOON, read_at=LATER, met=ALL), ABOUT)
        assert step is not None
        assert ABOUT.demo is not None
        assert (step.act, step.title) == ("Watch", ABOUT.demo.title.text)

    @pytest.mark.parametrize(("due", "deck"), [("c1", "/cards/1/"), ("c2", "/cards/2/")])
    def test_then_the_card_a_due_one_first(self, due: str, deck: str) -> None:
        known = replace(MET, missed_at=NOON, watched_at=LATER, due=frozenset({due}))
        assert reason_and_url(known) == (Reason.MISSED, deck)

    def test_without_paragraph_demo_and_card_the_quiz(self) -> None:
        about = About(asked={"quizzes": (QUESTION,)})
        assert reason_and_url(replace(MET, missed_at=NOON), about) == (Reason.MISSED, "/quiz/")

    def test_what_was_watched_before_the_miss_does_not_count(self) -> None:
        assert reason_and_url(replace(MET, missed_at=NOON, watched_at=EARLIER)) == (Reason.MISSED, PARAGRAPH)

    def test_the_whole_way_is_one_of_each(self) -> None:
        assert [step.act for step in mending(ABOUT, frozenset())] == ["Read", "Watch", "Flip"]


class TestOtherwise:
    def test_what_was_never_met_is_read(self) -> None:
        assert reason_and_url(Known()) == (Reason.NOT_READ, PARAGRAPH)

    def test_even_where_a_card_is_due(self) -> None:
        assert reason_and_url(Known(due=frozenset({"c1"}))) == (Reason.NOT_READ, PARAGRAPH)

    def test_of_what_was_asked_the_due_card_comes_before_the_reading(self) -> None:
        known = Known(due=frozenset({"c2"}), met=ALL)
        assert reason_and_url(known) == (Reason.DUE, "/cards/2/")
        assert reason_and_url(Known(met=ALL)) == (Reason.NOT_READ, PARAGRAPH)

    @pytest.mark.parametrize(
        ("met", "reason", "url"),
        [
            ({"c1"}, Reason.NEW_CARD, "/cards/2/"),
            ({"c1", "c2"}, Reason.NOT_ANSWERED, "/quiz/"),
            ({"c1", "c2", "q1"}, Reason.NOT_EXPLAINED, "/prompt/"),
        ],
    )
    def test_then_what_was_never_asked(self, met: set[str], reason: Reason, url: str) -> None:
        assert reason_and_url(Known(read_at=EARLIER, met=frozenset(met))) == (reason, url)

    def test_when_all_is_well_there_is_nothing(self) -> None:
        assert next_step(MET, ABOUT) is None

    def test_of_a_concept_without_content_there_is_nothing(self) -> None:
        assert next_step(Known(missed_at=NOON), About()) is None


@pytest.mark.parametrize("reason", Reason)
def test_every_reason_has_its_words(reason: Reason) -> None:
    assert reason.why
