from datetime import datetime, timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client
from django.utils.html import escape
from pytest_django import DjangoAssertNumQueries

from learners.models import Evidence, Learner
from tests.tutorial.cards import NOON
from tutorial.decks import Card, Deck
from tutorial.library import library
from tutorial.models import Review

pytestmark = pytest.mark.django_db

PAGE = "/flashcards/recall/"
Cards = tuple[Card, ...]


@pytest.fixture
def cards() -> Cards:
    return library().find(Deck, "recall").cards


class Clock:
    """The time of the views, to be turned on by hand."""

    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> datetime:
        return self.now

    def turn(self, **span: int) -> None:
        self.now += timedelta(**span)


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr("tutorial.views.flashcards.timezone.now", clock)
    return clock


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
        return {"card": str(self.card), "showing": str(self.page.context["showing"])}

    def grade(self, grade: str, **instead: str) -> None:
        self._post("grade_url", {**self.form, "grade": grade, **instead})

    def undo(self) -> None:
        review = self.page.context["undo"]
        self._post("undo_url", {"review": str(review.pk) if review else ""})

    def _post(self, address: str, form: dict[str, str]) -> None:
        reply = self.client.post(self.page.context[address], form)
        assert reply.status_code == 302
        self.look(reply["Location"])


@pytest.fixture
def visitor(client: Client) -> Visitor:
    return Visitor(client)


class TestDeck:
    def test_shows_the_question_before_the_answer(self, visitor: Visitor, cards: Cards) -> None:
        assert escape(cards[0].question.text) in visitor.words
        assert cards[0].answer.html in visitor.words.partition('<div class="backstage">')[2]
        assert "<details" in visitor.words
        assert "Card 1 of 5: 0 remembered, 0 forgotten" in visitor.words

    def test_says_when_the_card_comes_back_for_each_grade(self, visitor: Visitor) -> None:
        assert "again in 10 min" in visitor.words
        assert "in 2 days" in visitor.words

    def test_links_to_the_paragraph_that_teaches_the_card(self, visitor: Visitor) -> None:
        assert 'href="/learn/why-background-tasks-matter/#accept-quickly"' in visitor.words

    def test_writes_nothing_for_somebody_who_looks(self, client: Client) -> None:
        for address in (PAGE, f"{PAGE}?level=beginner", f"{PAGE}?show=all", f"{PAGE}?show=forgotten"):
            reply = client.get(address)
            assert not reply.cookies.keys() & {"sessionid", "messages"}
        assert Learner.objects.count() == 0

    def test_needs_no_query_for_a_new_visitor_and_two_for_a_learner(
        self, visitor: Visitor, django_assert_max_num_queries: DjangoAssertNumQueries
    ) -> None:
        visitor.grade("remembered")
        with django_assert_max_num_queries(2):
            visitor.look(visitor.address)
        visitor.client.cookies.clear()
        with django_assert_max_num_queries(0):
            visitor.look(PAGE)

    def test_unknown_deck(self, client: Client) -> None:
        for address in ("/flashcards/gone/", "/flashcards/what-is-a-background-task/"):
            assert client.get(address).status_code == 404
        assert client.post("/flashcards/gone/grade/").status_code == 404
        assert client.post("/flashcards/gone/undo/").status_code == 404

    def test_only_reads(self, client: Client) -> None:
        assert client.post(PAGE).status_code == 405
        assert client.get(f"{PAGE}grade/").status_code == 405
        assert client.get(f"{PAGE}undo/").status_code == 405


class TestLevels:
    def test_filter_holds_through_the_grades(self, client: Client, cards: Cards) -> None:
        visitor = Visitor(client, f"{PAGE}?level=intermediate")
        met = [visitor.card]
        visitor.grade("remembered")
        met.append(visitor.card)
        assert met == [card.id for card in cards if card.level == "intermediate"]
        assert parse_qs(urlsplit(visitor.address).query)["level"] == ["intermediate"]
        visitor.grade("forgot")
        assert "Two cards in" in visitor.words

    def test_offers_the_levels_of_the_deck(self, visitor: Visitor) -> None:
        levels = [(link.label, link.cards, link.here) for link in visitor.page.context["levels"]]
        assert levels == [("All", 5, True), ("Beginner", 3, False), ("Intermediate", 2, False)]

    def test_no_cards_at_a_level(self, client: Client) -> None:
        visitor = Visitor(client, f"{PAGE}?level=advanced")
        assert visitor.card is None
        assert "No advanced cards" in visitor.words

    def test_an_unknown_level_is_no_filter(self, client: Client) -> None:
        assert "Card 1 of 5" in Visitor(client, f"{PAGE}?level=nonsense").words


class TestGradeCard:
    def test_keeps_a_guest_s_progress_from_the_first_grade_on(self, visitor: Visitor, cards: Cards) -> None:
        visitor.grade("remembered")
        review = Review.objects.get()
        assert (review.card, review.digest) == (cards[0].id, cards[0].digest)
        assert str(review.learner_id) == visitor.client.session["learner"]
        assert "Card 2 of 5: 1 remembered, 0 forgotten" in visitor.words
        assert visitor.card == cards[1].id

    def test_records_the_evidence(self, visitor: Visitor, cards: Cards) -> None:
        visitor.grade("forgot")
        assert {row.concept for row in Evidence.objects.filter(right=False)} == set(cards[0].concepts)

    def test_a_reload_keeps_the_session(self, visitor: Visitor) -> None:
        visitor.grade("forgot")
        visitor.look(visitor.address)
        assert "Card 2 of 5: 0 remembered, 1 forgotten" in visitor.words

    @pytest.mark.parametrize("second", ["forgot", "remembered"])
    def test_twice_counts_once_and_says_so(self, visitor: Visitor, second: str) -> None:
        form = visitor.form
        visitor.grade("remembered")
        visitor.grade(second, **form)
        assert "already has its grade" in visitor.words
        assert "Card 2 of 5: 1 remembered, 0 forgotten" in visitor.words
        assert Review.objects.count() == 1
        visitor.look(visitor.address)
        assert "already has its grade" not in visitor.words

    @pytest.mark.parametrize(
        ("instead", "says"),
        [
            ({"card": "gone"}, "no longer in this deck"),
            ({"card": "recall"}, "no longer in this deck"),
            ({"card": "nul\0"}, "Null characters are not allowed"),
            ({"showing": ""}, "as it is shown now"),
            ({"showing": "7"}, "already has its grade"),
        ],
    )
    def test_a_form_that_makes_no_sense(self, visitor: Visitor, instead: dict[str, str], says: str) -> None:
        visitor.grade("remembered", **instead)
        assert says in visitor.words
        assert "Card 1 of 5" in visitor.words
        assert Review.objects.count() == 0

    def test_a_grade_that_is_none(self, visitor: Visitor) -> None:
        visitor.grade("perfect")
        assert "Choose Forgot or Remembered." in visitor.words
        assert Learner.objects.count() == 0

    def test_needs_the_token(self) -> None:
        assert Client(enforce_csrf_checks=True).post(f"{PAGE}grade/").status_code == 403

    def test_query_budget(
        self, visitor: Visitor, django_assert_max_num_queries: DjangoAssertNumQueries
    ) -> None:
        visitor.grade("remembered")
        form = {**visitor.form, "grade": "forgot"}
        # session, learner; begin, newest review, new review, evidence, end; the log for the next card
        with django_assert_max_num_queries(8):
            visitor.client.post(visitor.page.context["grade_url"], form, headers={"hx-request": "true"})


class TestUndoLastGrade:
    def test_shows_the_card_again_with_its_old_schedule(self, visitor: Visitor, cards: Cards) -> None:
        visitor.grade("forgot")
        visitor.undo()
        assert visitor.card == cards[0].id
        assert "Card 1 of 5: 0 remembered, 0 forgotten" in visitor.words
        assert "in 2 days" in visitor.words

    def test_goes_back_through_the_whole_session(self, visitor: Visitor, clock: Clock) -> None:
        met = []
        for _ in range(5):
            met.append(visitor.card)
            visitor.grade("remembered")
            clock.turn(seconds=5)
        back = []
        for _ in range(5):
            visitor.undo()
            back.append(visitor.card)
        assert back == met[::-1]
        assert visitor.page.context["undo"] is None
        assert Evidence.objects.filter(withdrawn_at=None).count() == 0

    def test_the_card_can_be_graded_again(self, visitor: Visitor) -> None:
        visitor.grade("forgot")
        visitor.undo()
        visitor.grade("remembered")
        assert "Card 2 of 5: 1 remembered, 0 forgotten" in visitor.words
        assert [review.undone_at is None for review in Review.objects.order_by("pk")] == [False, True]

    def test_nothing_to_undo(self, visitor: Visitor) -> None:
        visitor.undo()
        assert "There is no grade to undo." in visitor.words

    def test_pressed_twice_undoes_one(self, visitor: Visitor) -> None:
        visitor.grade("remembered")
        visitor.grade("remembered")
        review = visitor.page.context["undo"].pk
        visitor.undo()
        visitor.client.post(visitor.page.context["undo_url"], {"review": review})
        visitor.look(visitor.address)
        assert "There is no grade to undo." in visitor.words
        assert "Card 2 of 5: 1 remembered" in visitor.words

    def test_not_somebody_elses(self, visitor: Visitor) -> None:
        visitor.grade("remembered")
        stranger = Client()
        stranger.post(visitor.page.context["undo_url"], {"review": Review.objects.get().pk})
        assert Review.objects.get().undone_at is None


class TestSummary:
    @pytest.fixture
    def visitor(self, client: Client, clock: Clock) -> Visitor:
        visitor = Visitor(client)
        for grade in ("remembered", "forgot", "remembered", "forgot", "remembered"):
            clock.turn(minutes=1)
            visitor.grade(grade)
        return visitor

    def test_says_how_it_went(self, visitor: Visitor) -> None:
        assert "Five cards in five minutes" in visitor.words
        session = visitor.page.context["session"]
        assert (session.remembered, session.forgotten, len(session.due_soon)) == (3, 2, 2)
        assert "5 of 5: 3 remembered, 2 forgotten" in visitor.words

    def test_links_what_comes_back_soon_to_its_paragraph(self, visitor: Visitor, cards: Cards) -> None:
        listed = visitor.words.partition("Coming back soon")[2].partition("</ul>")[0]
        assert escape(cards[1].question.text) in listed
        assert cards[1].read.partition("#")[2] in listed
        assert "in 7 min" in listed
        assert cards[0].question.text not in listed

    def test_reviews_the_forgotten_until_none_is_left(self, visitor: Visitor, cards: Cards) -> None:
        assert "Review the 2 forgotten now" in visitor.words
        visitor.look(visitor.page.context["forgotten_url"])
        assert visitor.card == cards[1].id
        assert "Card 2 of 5, again: 3 remembered, 2 forgotten" in visitor.words
        visitor.grade("remembered")
        visitor.grade("forgot")
        assert visitor.card == cards[3].id
        visitor.grade("remembered")
        assert "5 of 5: 5 remembered, 0 forgotten" in visitor.words
        assert "Review the" not in visitor.words
        assert '<a class="btn go" href="/quizzes/">Take the quiz</a>' in visitor.words

    def test_one_forgotten_card_is_not_counted(self, visitor: Visitor) -> None:
        visitor.look(visitor.page.context["forgotten_url"])
        visitor.grade("remembered")
        visitor.look(visitor.page.context["later_url"])
        assert "Review the forgotten card now" in visitor.words

    def test_the_forgotten_can_be_left_for_later(self, visitor: Visitor) -> None:
        visitor.look(visitor.page.context["forgotten_url"])
        assert "Leave them for later" in visitor.words
        visitor.look(visitor.page.context["later_url"])
        assert "Five cards in five minutes" in visitor.words

    def test_undo_leads_back_from_the_summary(self, visitor: Visitor, cards: Cards) -> None:
        visitor.undo()
        assert visitor.card == cards[4].id
        assert "Card 5 of 5: 2 remembered, 2 forgotten" in visitor.words


class TestNothingDue:
    @pytest.fixture
    def visitor(self, client: Client, clock: Clock) -> Visitor:
        visitor = Visitor(client)
        for _ in range(5):
            visitor.grade("remembered")
        clock.turn(days=1, hours=21)
        visitor.look(PAGE)
        return visitor

    def test_says_when_the_next_card_comes_back(self, visitor: Visitor) -> None:
        assert "Nothing due" in visitor.words
        assert "in 3 hours" in visitor.words
        assert "Take the quiz" in visitor.words

    def test_offers_to_practise_anyway(self, visitor: Visitor) -> None:
        visitor.look(visitor.page.context["all_url"])
        assert "Card 1 of 5" in visitor.words
        visitor.grade("remembered")
        assert "Card 2 of 5: 1 remembered" in visitor.words

    def test_the_cards_are_back_when_they_are_due(self, visitor: Visitor, clock: Clock) -> None:
        clock.turn(hours=3)
        visitor.look(PAGE)
        assert "Card 1 of 5" in visitor.words


class TestHtmx:
    def test_swaps_the_session_s_part_of_the_page_only(self, visitor: Visitor) -> None:
        form = {**visitor.form, "grade": "remembered"}
        reply = visitor.client.post(visitor.page.context["grade_url"], form, headers={"hx-request": "true"})
        words = reply.content.decode()
        assert reply.status_code == 200
        assert words.strip().startswith('<div id="review"')
        assert "<html" not in words
        assert "Card 2 of 5: 1 remembered, 0 forgotten" in words
        assert "autofocus" in words

    def test_leaves_the_session_in_the_address_for_a_reload(self, visitor: Visitor) -> None:
        form = {**visitor.form, "grade": "remembered"}
        reply = visitor.client.post(visitor.page.context["grade_url"], form, headers={"hx-request": "true"})
        visitor.look(reply["HX-Replace-Url"])
        assert "Card 2 of 5: 1 remembered, 0 forgotten" in visitor.words

    def test_says_at_once_that_a_grade_was_not_counted(self, visitor: Visitor) -> None:
        form = {**visitor.form, "grade": "remembered"}
        address = visitor.page.context["grade_url"]
        visitor.client.post(address, form)
        reply = visitor.client.post(address, form, headers={"hx-request": "true"})
        assert "already has its grade" in reply.content.decode()

    def test_caches_tell_the_two_answers_apart(self, visitor: Visitor) -> None:
        reply = visitor.client.post(visitor.page.context["grade_url"], visitor.form)
        for answer in (visitor.page, reply):
            assert {"HX-Request", "HX-Target"} <= {name.strip() for name in answer["Vary"].split(",")}

    def test_a_whole_page_does_not_take_the_focus(self, visitor: Visitor) -> None:
        assert "autofocus" not in visitor.words
