"""A second course takes files only: the tests' own, read together with the site's and served by its pages."""

import pytest
from django.test import Client
from django.urls import reverse

from quizzes.schema import Quiz
from tutorial.decks import Card, Deck
from tutorial.library import Lesson, Library


class TestTheLibrary:
    def test_holds_both_courses(self, two_courses: Library) -> None:
        assert [course.id for course in two_courses.courses] == ["background-tasks", "tea"]

    def test_finds_the_items_of_both(self, two_courses: Library) -> None:
        tea = two_courses.course_of(two_courses.find(Lesson, "steeping"))
        assert tea.id == "tea"
        assert two_courses.find(Card, "how-long-steeps-black-tea") in tea.all(Deck)[0].cards
        assert two_courses.course_of(two_courses.find(Quiz, "recall-quiz")).id == "background-tasks"

    def test_leads_from_a_concept_to_its_paragraphs(self, two_courses: Library) -> None:
        found = [paragraph.ref for paragraph in two_courses.paragraphs_about("steeping-time")]
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
        self, two_courses: Library, client: Client, name: str, argument: str, words: str
    ) -> None:
        page = client.get(reverse(name, args=[argument]))
        assert page.status_code == 200
        assert words in page.content.decode()
