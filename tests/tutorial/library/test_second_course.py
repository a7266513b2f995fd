"""A second course takes files only: the tests' own, read together with the site's and served by its pages."""

import shutil
from pathlib import Path

import pytest
from django.conf import settings as site
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from quizzes.schema import Quiz
from tutorial.decks import Card, Deck
from tutorial.library import Lesson, Library, library

OWN = Path(__file__).parents[2] / "content"


@pytest.fixture
def both(tmp_path: Path, settings: Settings) -> Library:
    """The site's content and the tests' own, in one folder."""
    root = tmp_path / "content"
    shutil.copytree(site.CONTENT_DIR, root)
    shutil.copytree(OWN, root, dirs_exist_ok=True)
    settings.CONTENT_DIR = root
    return library()


class TestTheLibrary:
    def test_holds_both_courses(self, both: Library) -> None:
        assert {course.id for course in both.courses} == {"background-tasks", "tea"}

    def test_finds_the_items_of_both(self, both: Library) -> None:
        tea = both.course_of(both.find(Lesson, "steeping"))
        assert tea.id == "tea"
        assert both.find(Card, "how-long-steeps-black-tea") in tea.all(Deck)[0].cards
        assert both.course_of(both.find(Quiz, "recall-quiz")).id == "background-tasks"

    def test_leads_from_a_concept_to_its_paragraphs(self, both: Library) -> None:
        found = [paragraph.ref for paragraph in both.paragraphs_about("steeping-time")]
        assert found == ["steeping#three-minutes", "steeping#set-a-clock"]


@pytest.mark.django_db
class TestThePages:
    @pytest.mark.parametrize(
        ("name", "argument", "words"),
        [
            ("tutorial:lesson", "steeping", "Black tea is ready after <em>three</em> minutes"),
            ("tutorial:deck", "tea-cards", "How long does <em>black</em> tea steep?"),
            ("quizzes:quiz", "tea-quiz", "Tea quiz"),
        ],
    )
    def test_show_the_second_course(
        self, both: Library, client: Client, name: str, argument: str, words: str
    ) -> None:
        page = client.get(reverse(name, args=[argument]))
        assert page.status_code == 200
        assert words in page.content.decode()

    def test_the_home_page_leads_to_both(self, both: Library, client: Client) -> None:
        page = client.get(reverse("tutorial:home")).content.decode()
        assert all(course.title in page for course in both.courses)
