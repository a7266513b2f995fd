from dataclasses import replace

import pytest

from quizzes.schema import Quiz
from tutorial.decks import Deck
from tutorial.library import library
from tutorial.rooms import beside, navigation

TITLES = ["Learn", "Flashcards", "Quiz", "Explain", "Lab", "Progress"]


class TestBeside:
    def test_it_is_what_is_at_the_same_place_of_the_course(self) -> None:
        course = library().course
        deck, quiz = course.all(Deck)[1], course.all(Quiz)[1]
        assert beside(deck, course, "quizzes") == f"/quizzes/{quiz.id}/"

    def test_or_the_last_or_nothing(self) -> None:
        course = library().course
        *_, deck = course.all(Deck)
        (first, *_) = quizzes = course.all(Quiz)
        assert len(quizzes) > 1
        fewer = replace(course, shelves={Deck: course.all(Deck), Quiz: (first,)})
        assert beside(deck, fewer, "quizzes") == f"/quizzes/{first.id}/"
        assert beside(deck, replace(course, shelves={Deck: course.all(Deck)}), "quizzes") == ""


class TestNavigation:
    def test_every_room_has_an_entrance(self) -> None:
        links = navigation(library().course, "/")
        assert [link.title for link in links] == TITLES
        assert [link.url for link in links] == [
            "/learn/",
            "/flashcards/",
            "/quizzes/",
            "/explain/",
            "/demos/",
            "/progress/",
        ]

    @pytest.mark.parametrize(
        ("path", "here"),
        [
            ("/", []),
            ("/learn/another-lesson/", ["Learn"]),
            ("/flashcards/recall/", ["Flashcards"]),
            ("/quizzes/attempts/2f1c/", ["Quiz"]),
            ("/explain/why-they-matter/", ["Explain"]),
            ("/demos/runs/2f1c/", ["Lab"]),
            ("/progress/", ["Progress"]),
        ],
    )
    def test_all_pages_of_a_room_are_in_it(self, path: str, here: list[str]) -> None:
        assert [link.title for link in navigation(library().course, path) if link.here] == here

    @pytest.mark.usefixtures("two_courses")
    def test_a_room_without_anything_of_the_course_is_left_out(self) -> None:
        tea = replace(library().courses[1], shelves={})
        assert [link.title for link in navigation(tea, "/")] == ["Progress"]
