import re

import pytest
from django.test import Client
from django.utils.html import escape
from pytest_django import DjangoAssertNumQueries

from learners.models import Evidence, Learner
from tests.tutorial.views.deck_visitor import Clock
from tutorial.library import Lesson, library
from tutorial.library.courses import items_within
from tutorial.library.lessons import Recall

pytestmark = pytest.mark.django_db

PAGE = "/learn/why-background-tasks-matter/"
RECALL = f"{PAGE}recall/recall-nothing-yet/"
HTMX = {"HX-Request": "true"}


def words(client: Client, page: str = PAGE) -> str:
    response = client.get(page)
    assert response.status_code == 200
    return response.content.decode()


class TestLesson:
    def test_every_recall_prompt_stands_beside_its_paragraph(self, client: Client) -> None:
        page = words(client)
        prompts = [
            item
            for item in items_within(library().find(Lesson, "why-background-tasks-matter"))
            if isinstance(item, Recall)
        ]
        assert len(prompts) >= 4
        for prompt in prompts:
            assert re.search(
                rf'class="passage beside" id="[\w-]+">(?:(?!class="passage).)*id="{prompt.id}"',
                page,
                re.DOTALL,
            )

    def test_every_paragraph_that_is_pointed_at_has_its_anchor(self, client: Client) -> None:
        page = words(client)
        pointed = {
            ref.partition("#")[2]
            for ref in (
                paragraph.ref
                for concept in library().course.concepts
                for paragraph in library().paragraphs_about(concept.id)
                if paragraph.url.startswith(PAGE)
            )
        }
        assert pointed
        assert [anchor for anchor in pointed if f'id="{anchor}"' not in page] == []

    def test_the_outline_leads_to_every_section(self, client: Client) -> None:
        page = words(client)
        for section in library().course.lessons[0].sections:
            assert f'href="#{section.id}"' in page
            assert f'<h2 id="{section.id}">' in page

    def test_the_sketch_of_the_race_claims_no_time(self, client: Client) -> None:
        sketch = words(client).partition('<figure class="stage mini"')[2].partition("</figure>")[0]
        said = re.sub(r"<[^>]*>", " ", sketch)
        assert "not a measurement" in said
        assert not re.search(r"\d", said)
        assert 'href="/demos/upload/"' in sketch

    def test_the_code_stands_side_by_side(self, client: Client) -> None:
        pair = words(client).partition('<div class="pair"')[2]
        assert (
            pair.index("Before: blocking")
            < pair.index("(still waits)")
            < pair.index("After: background")
            < pair.index("(noted)")
        )

    def test_looking_leaves_no_row(self, client: Client) -> None:
        words(client)
        assert not Learner.objects.exists()

    def test_there_are_two_ways_on(self, client: Client) -> None:
        onward = words(client).partition('aria-label="Next step"')[2]
        assert 'href="/learn/how-a-task-travels/"' in onward
        assert 'href="/flashcards/recall/"' in onward

    def test_a_lesson_says_its_place_among_the_others(self, client: Client) -> None:
        page = words(client, "/learn/when-things-go-wrong/")
        assert "3 of 4" in page
        assert re.search(r'href="/learn/when-things-go-wrong/" aria-current="page"', page)

    def test_a_demo_without_a_sketch_is_an_invitation(self, client: Client) -> None:
        page = words(client, "/learn/when-things-go-wrong/")
        teasers = re.findall(r'<aside class="teaser.*?</aside>', page, re.DOTALL)
        addresses = [re.findall(r'href="([^"]+)"', teaser) for teaser in teasers]
        assert addresses == [["/demos/order/"], ["/demos/killed/"], ["/demos/early/"], ["/demos/outage/"]]
        assert "<figure" not in page

    def test_a_table_of_many_columns_can_be_scrolled_by_keys(self, client: Client) -> None:
        page = words(client, "/learn/choosing-and-scaling/")
        wide = re.findall(r'<div class="wide" tabindex="0"[^>]*>\s*<table>.*?</table>', page, re.DOTALL)
        assert [len(re.findall(r"<th[ >]", table)) for table in wide] == [5, 4]

    def test_an_unknown_lesson_is_not_found(self, client: Client) -> None:
        assert client.get("/learn/no-such-lesson/").status_code == 404

    def test_a_learner_with_progress_costs_three_queries_at_most(
        self, client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
    ) -> None:
        client.post(RECALL, {"had_it": "yes"})
        client.post(f"{PAGE}read/")
        with django_assert_max_num_queries(3):
            client.get(PAGE)

    @pytest.mark.usefixtures("two_courses")
    def test_a_lesson_of_another_course_is_in_that_course(self, client: Client) -> None:
        page = words(client, "/learn/steeping/")
        onward = page.partition('aria-label="Next step"')[2]
        assert "/flashcards/tea-cards/" in onward
        assert "/flashcards/recall/" not in onward


class TestRecall:
    @pytest.mark.parametrize(
        ("said", "right", "last"), [("yes", True, "you had it"), ("no", False, "not yet")]
    )
    def test_without_script_the_reader_comes_back_to_the_prompt(
        self, client: Client, said: str, right: bool, last: str
    ) -> None:
        response = client.post(RECALL, {"had_it": said})
        assert response.headers["Location"] == f"{PAGE}#recall-nothing-yet"
        assert Evidence.objects.get().right is right
        assert f"Last time: {last}" in words(client)

    def test_a_miss_leads_to_its_cards(self, client: Client) -> None:
        link = '<a href="/flashcards/recall/">Its cards come first now.</a>'
        assert link in client.post(RECALL, {"had_it": "no"}, headers=HTMX).content.decode()
        assert link in words(client)
        client.post(RECALL, {"had_it": "yes"})
        assert link not in words(client)

    def test_htmx_gets_a_word_of_thanks_and_nothing_else(self, client: Client) -> None:
        response = client.post(RECALL, {"had_it": "yes"}, headers=HTMX)
        thanks = response.content.decode()
        assert response.status_code == 200
        assert 'role="status"' in thanks
        assert "autofocus" in thanks
        assert "<form" not in thanks

    def test_both_are_kept_by_one_learner(self, client: Client) -> None:
        client.post(RECALL, {"had_it": "no"})
        client.post(RECALL, {"had_it": "yes"})
        assert Learner.objects.count() == 1
        assert Evidence.objects.count() == 2

    @pytest.mark.parametrize("said", ["", "maybe"])
    def test_anything_else_changes_nothing(self, client: Client, said: str) -> None:
        response = client.post(RECALL, {"had_it": said})
        assert response.headers["Location"] == f"{PAGE}#recall-nothing-yet"
        assert not Learner.objects.exists()

    @pytest.mark.parametrize("name", ["no-such-prompt", "what-is-a-background-task"])
    def test_what_is_no_prompt_of_the_lesson_is_not_found(self, client: Client, name: str) -> None:
        assert client.post(f"{PAGE}recall/{name}/", {"had_it": "yes"}).status_code == 404

    def test_it_takes_a_post(self, client: Client) -> None:
        assert client.get(RECALL).status_code == 405


class TestRead:
    def test_without_script_the_reader_comes_back_and_sees_it(self, client: Client) -> None:
        assert "I have read this" in words(client)
        response = client.post(f"{PAGE}read/")
        assert response.headers["Location"] == f"{PAGE}#read"
        page = words(client)
        assert "You have read this lesson." in page
        assert "I have read this" not in page

    def test_who_comes_back_later_can_say_that_they_read_it_again(self, client: Client, clock: Clock) -> None:
        client.post(f"{PAGE}read/")
        assert "I have read it again" not in words(client)
        clock.turn(minutes=6)
        page = words(client)
        assert "You have read this lesson." in page
        assert "I have read it again" in page

    def test_htmx_gets_the_line_that_says_so(self, client: Client) -> None:
        line = client.post(f"{PAGE}read/", headers=HTMX).content.decode()
        assert 'id="read"' in line
        assert escape("You have read this lesson.") in line
        assert "<html" not in line
