import re
from datetime import timedelta

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from learners.models import Learner
from tests.tutorial.cards import graded
from tutorial.decks import Card
from tutorial.library import library
from tutorial.models import Review
from tutorial.scheduling import Grade

pytestmark = pytest.mark.django_db


def words(client: Client, page: str) -> str:
    response = client.get(page)
    assert response.status_code == 200
    return response.content.decode().partition('<main id="main"')[2]


def let_time_pass() -> None:
    """Everything that was graded is due by now."""
    for review in Review.objects.all():
        review.due -= timedelta(days=400)
        review.save()


class TestLessons:
    def test_every_lesson_is_there_with_its_minutes(self, client: Client) -> None:
        page = words(client, "/learn/")
        for lesson in library().course.lessons:
            assert f'<h2><a href="/learn/{lesson.id}/">' in page
            assert f"About {lesson.minutes} minutes" in page
        assert '<a class="btn go" href="/learn/why-background-tasks-matter/">Start reading</a>' in page

    def test_one_that_was_read_says_so_and_the_next_is_offered(self, client: Client) -> None:
        client.post("/learn/why-background-tasks-matter/read/")
        page = words(client, "/learn/")
        assert page.count("✓") == 1
        assert '<a class="btn go" href="/learn/how-a-task-travels/">Read on</a>' in page

    def test_when_all_are_read_nothing_is_pressed_on_the_reader(self, client: Client) -> None:
        for lesson in library().course.lessons:
            client.post(f"/learn/{lesson.id}/read/")
        page = words(client, "/learn/")
        assert page.count("✓") == len(library().course.lessons)
        assert "btn go" not in page

    @pytest.mark.usefixtures("two_courses")
    def test_the_lessons_of_two_courses_stand_under_their_courses(self, client: Client) -> None:
        page = words(client, "/learn/")
        for course in library().courses:
            assert f"<h2>{course.title}</h2>" in page
        assert '<h3><a href="/learn/steeping/">' in page


class TestDecks:
    def test_every_deck_is_there_with_the_number_of_its_cards(self, client: Client) -> None:
        page = words(client, "/flashcards/")
        decks = re.findall(r'<h2><a href="/flashcards/([\w-]+)/">.*?(\d+) cards', page, re.DOTALL)
        assert [name for name, _ in decks] == [
            "recall",
            "how-a-task-travels-cards",
            "when-things-go-wrong-cards",
            "choosing-and-scaling-cards",
        ]
        assert decks[0][1] == "5"
        assert "due now" not in page
        assert not Learner.objects.exists()

    def test_the_cards_that_are_due_are_counted_and_offered(self, client: Client) -> None:
        learner = learner_of(client)
        for card in ("what-is-enqueueing", "what-is-a-queue", "what-is-backoff"):
            graded(learner, library().find(Card, card), Grade.REMEMBERED)
        let_time_pass()
        page = words(client, "/flashcards/")
        assert '<a class="btn go" href="/flashcards/how-a-task-travels-cards/">' in page
        assert "3 cards are due now, 2 of them here." in page
        assert "1 of 10 remembered, 1 due now" in page

    @pytest.mark.parametrize("page", ["/learn/", "/flashcards/"])
    def test_it_costs_a_visitor_nothing_and_a_learner_a_few_queries(
        self, client: Client, django_assert_max_num_queries: DjangoAssertNumQueries, page: str
    ) -> None:
        with django_assert_max_num_queries(0):
            client.get(page)
        learner_of(client)
        with django_assert_max_num_queries(5):
            client.get(page)


def learner_of(client: Client) -> Learner:
    """The client's own, made by reading a lesson."""
    client.post("/learn/why-background-tasks-matter/read/")
    return Learner.objects.get()
