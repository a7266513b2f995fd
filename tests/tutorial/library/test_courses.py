"""Things are found by id, however deep, and know where they belong."""

from pathlib import Path

import pytest

from tests.tutorial.library.folders import SOUND, Files, Riddle, Round, read, replaced
from tutorial.library import Lesson, Library


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return read(tmp_path)


class TestFind:
    def test_finds_nested_items(self, library: Library) -> None:
        assert library.find(Riddle, "riddle").points == 1

    @pytest.mark.parametrize("item_id", ["round", "gone"])
    def test_knows_no_item_of_another_type_or_id(self, library: Library, item_id: str) -> None:
        with pytest.raises(KeyError):
            library.find(Riddle, item_id)
        assert library.get(Riddle, item_id) is None

    def test_to_get_is_to_find_what_is_there(self, library: Library) -> None:
        assert library.get(Riddle, "riddle") is library.find(Riddle, "riddle")


class TestWhereThingsBelong:
    def test_to_a_course(self, library: Library) -> None:
        assert library.course_of(library.find(Riddle, "riddle")) is library.course

    def test_to_a_file(self, library: Library) -> None:
        deck = library.find(Round, "round")
        assert library.container_of(library.find(Riddle, "riddle")) is deck
        assert library.container_of(deck) is deck


class TestSubjects:
    def test_are_found_by_id(self, library: Library) -> None:
        assert library.concept("worker").title.text == "The worker"
        assert library.misconception("no-arguments").text.text == "Tasks take no arguments."
        with pytest.raises(KeyError):
            library.concept("gone")

    def test_lead_to_paragraphs_and_demos(self, library: Library) -> None:
        assert [found.ref for found in library.paragraphs_about("worker")] == ["lesson#runs-tasks"]
        assert [found.demo for found in library.demos_about("worker")] == ["tutorial:home"]
        assert not library.paragraphs_about("gone")
        assert not library.demos_about("gone")


THREE_DEMOS: Files = {
    "one/concepts.yaml": f"""{SOUND["one/concepts.yaml"]}
- {{id: load, title: Load, summary: How much there is to do}}
- {{id: queue, title: Queue, summary: Where it waits}}
""",
    "one/demos.yaml": """
- {demo: tutorial:home, title: All, summary: Everything, concepts: [worker, load, queue]}
- {demo: tutorial:lessons, title: Load, summary: Load alone, concepts: [load]}
- {demo: tutorial:decks, title: Both, summary: Load and queue, concepts: [load, queue]}
""",
}


class TestDemoFor:
    @pytest.fixture
    def library(self, tmp_path: Path) -> Library:
        return read(tmp_path, THREE_DEMOS)

    @pytest.mark.parametrize(
        ("missed", "demo"),
        [
            (["load"], "tutorial:lessons"),
            (["load", "queue"], "tutorial:decks"),
            (["worker"], "tutorial:home"),
            (["queue", "gone"], "tutorial:decks"),
            (["gone"], None),
            ([], None),
        ],
    )
    def test_shows_most_of_what_was_missed_then_least_of_the_rest(
        self, library: Library, missed: list[str], demo: str | None
    ) -> None:
        found = library.demo_for(missed)
        assert (found and found.demo) == demo


class TestOrder:
    @pytest.mark.parametrize(
        ("one", "two", "expected"),
        [
            ("", "", ["one", "two"]),
            ("", "order: 1\n", ["two", "one"]),
            ("order: 2\n", "order: 1\n", ["two", "one"]),
            ("order: 1\n", "order: 1\n", ["one", "two"]),
        ],
    )
    def test_of_courses_is_their_own_then_that_of_their_folders(
        self, tmp_path: Path, one: str, two: str, expected: list[str]
    ) -> None:
        course = SOUND["one/course.yaml"]
        about_two = course.partition("lessons:")[0].replace("id: one", "id: two")
        changes: Files = {
            "one/course.yaml": course + one,
            "two/course.yaml": about_two + two,
            "two/concepts.yaml": "[]",
        }
        assert [course.id for course in read(tmp_path, changes).courses] == expected

    def test_is_that_of_the_list_in_course_yaml(self, tmp_path: Path) -> None:
        changes = {
            **replaced("one/course.yaml", "[round]", "[second-round, round]"),
            "one/rounds/second-round.yaml": "id: second-round\n",
        }
        assert [found.id for found in read(tmp_path, changes).all(Round)] == ["second-round", "round"]


class TestDigest:
    def test_stays_while_nothing_changes(self, tmp_path: Path, library: Library) -> None:
        again = read(tmp_path).find(Riddle, "riddle")
        assert again.digest == library.find(Riddle, "riddle").digest
        assert len(again.digest) == 16

    def test_changes_with_a_word_within(self, tmp_path: Path, library: Library) -> None:
        before = library.find(Round, "round").digest
        changed = read(tmp_path, replaced("one/rounds/round.yaml", "Who runs", "What runs"))
        assert changed.find(Round, "round").digest != before

    def test_of_a_lesson_is_made_of_its_sources(self, tmp_path: Path, library: Library) -> None:
        before = library.find(Lesson, "lesson").digest
        assert read(tmp_path).find(Lesson, "lesson").digest == before
        changed = read(tmp_path, replaced("one/lessons/lesson.md", "one after another", "one by one"))
        assert changed.find(Lesson, "lesson").digest != before
