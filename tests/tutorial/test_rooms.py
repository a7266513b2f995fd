from dataclasses import replace

import pytest

from tutorial.library import library
from tutorial.rooms import navigation

TITLES = ["Learn", "Flashcards", "Quiz", "Explain", "Lab", "Progress"]


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
