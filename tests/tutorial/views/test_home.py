import re

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from learners.models import Learner
from tutorial.library import library

pytestmark = pytest.mark.django_db

LESSON = "/learn/why-background-tasks-matter/"


def words(client: Client) -> str:
    response = client.get("/")
    assert response.status_code == 200
    return response.content.decode()


class TestHome:
    def test_a_newcomer_is_invited_to_the_lesson_and_leaves_no_row(self, client: Client) -> None:
        page = words(client)
        assert f'<a class="btn go big" href="{LESSON}">Start with the lesson</a>' in page
        assert not Learner.objects.exists()
        assert "sessionid" not in client.cookies

    def test_whoever_has_read_the_lessons_continues_with_the_cards(self, client: Client) -> None:
        for lesson in library().course.lessons:
            client.post(f"/learn/{lesson.id}/read/")
        page = words(client)
        assert '<a class="btn go big" href="/flashcards/recall/">Continue with the flashcards</a>' in page
        assert "read</span>" in page

    def test_a_miss_comes_before_what_is_next_until_it_is_mended(self, client: Client) -> None:
        mend = '<a class="btn go big" href="/progress/">Mend what you missed</a>'
        client.post(f"{LESSON}recall/recall-nothing-yet/", {"had_it": "no"})
        page = words(client)
        assert mend in page
        assert "1 concept to mend" in page
        assert f'<a href="{LESSON}">continue with the lesson</a>' in page
        client.post(f"{LESSON}recall/recall-nothing-yet/", {"had_it": "yes"})
        assert mend not in words(client)

    def test_a_grade_shows(self, client: Client) -> None:
        card = {"card": "what-is-a-background-task", "showing": 1, "grade": "remembered"}
        client.post("/flashcards/recall/grade/", card)
        assert "1 of 5 remembered" in words(client)

    def test_a_learner_with_progress_costs_three_queries_at_most(
        self, client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
    ) -> None:
        client.post(f"{LESSON}read/")
        client.post(f"{LESSON}recall/recall-nothing-yet/", {"had_it": "yes"})
        for card in ("what-is-a-background-task", "why-move-long-tasks"):
            client.post("/flashcards/recall/grade/", {"card": card, "showing": 1, "grade": "forgot"})
        with django_assert_max_num_queries(3):
            client.get("/")

    def test_a_visitor_costs_no_query(
        self, client: Client, django_assert_num_queries: DjangoAssertNumQueries
    ) -> None:
        client.get("/")
        with django_assert_num_queries(0):
            client.get("/")

    def test_what_is_many_is_folded_and_yet_there(self, client: Client) -> None:
        watch = words(client).partition(">Watch<")[2].partition("</dl>")[0]
        shown, _, folded = watch.partition("<details")
        demos = [reverse(demo.demo) for demo in library().course.demos]
        assert re.findall(r'href="([^"]+)"', shown) == demos[:3]
        assert re.findall(r'href="([^"]+)"', folded) == demos[3:]
        assert f"{len(demos) - 3} more" in folded


@pytest.mark.usefixtures("two_courses")
class TestASecondCourse:
    def test_it_is_on_the_home_page_with_its_own_programme(self, client: Client) -> None:
        first, _, second = words(client).partition("A pot of tea")
        assert LESSON in first
        assert "/learn/steeping/" in second
        assert LESSON not in second
