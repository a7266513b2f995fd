"""Every kind of fault is told with its file, line and field, and with what to write."""

from pathlib import Path

import pytest

from tests.tutorial.library.folders import SOUND, Files, Riddle, Round, faults, read, replaced
from tutorial.library import Lesson
from tutorial.library.faults import ContentError
from tutorial.library.reader import read_library

COURSE, CONCEPTS, DEMOS = "one/course.yaml", "one/concepts.yaml", "one/demos.yaml"
LESSON, ROUND = "one/lessons/lesson.md", "one/rounds/round.yaml"

ONE_FAULT: dict[str, tuple[Files, str]] = {
    "unknown key": (
        replaced(ROUND, "    read:", "    pionts: 2\n    read:"),
        "rounds/round.yaml:6: riddles.pionts: is not a known key; did you mean points?",
    ),
    "missing key": (
        replaced(ROUND, "    question: Who runs tasks?\n", ""),
        "rounds/round.yaml:3: riddles.question: is missing; add it",
    ),
    "twice the same key": (
        replaced(ROUND, "    read:", "    question: Again?\n    read:"),
        "rounds/round.yaml:6: question: is already on line 4; keep one of the two",
    ),
    "not text": (
        replaced(ROUND, "Who runs tasks?", "42"),
        "rounds/round.yaml:4: riddles.question: is not text; write words, and put a number",
    ),
    "not a list": (
        replaced(ROUND, "concepts: [worker]", "concepts: worker"),
        "rounds/round.yaml:5: riddles.concepts: is not a list;",
    ),
    "not a number": (
        replaced(LESSON, "minutes: 3", "minutes: three"),
        "lessons/lesson.md:5: minutes: is not a whole number; write one",
    ),
    "number too small": (
        replaced(LESSON, "minutes: 3", "minutes: 0"),
        "lessons/lesson.md:5: minutes: is too small; write a number above 0",
    ),
    "not an id": (
        replaced(ROUND, "id: riddle", "id: A Riddle"),
        "rounds/round.yaml:3: riddles.id: is not an id; write small letters, digits and hyphens",
    ),
    "no right answer": (
        replaced(ROUND, "        right: true\n", ""),
        "rounds/round.yaml:8: riddles.choices: hold no right answer; write right: true in one of them",
    ),
    "two right answers": (
        replaced(ROUND, "shows: no-arguments", "right: true"),
        "rounds/round.yaml:12: riddles.choices.right: is the second right answer; keep one",
    ),
    "unknown concept": (
        replaced(ROUND, "[worker]", "[workr]"),
        "rounds/round.yaml:5: riddles.concepts: there is no concept workr; did you mean worker?",
    ),
    "unknown misconception": (
        replaced(ROUND, "no-arguments", "something-else"),
        "rounds/round.yaml:10: riddles.choices.shows: there is no misconception something-else; write",
    ),
    "unknown paragraph": (
        replaced(ROUND, "#runs-tasks", "#runs-task"),
        "rounds/round.yaml:6: riddles.read: there is no paragraph lesson#runs-task; did you mean",
    ),
    "unknown demo": (
        replaced(ROUND, "tutorial:home", "tutorial:hom"),
        "rounds/round.yaml:7: riddles.demo: there is no demo tutorial:hom; did you mean tutorial:home?",
    ),
    "same id in a list": (
        replaced(ROUND, "id: somebody", "id: nobody"),
        "rounds/round.yaml:11: riddles.choices: nobody is in this list already; keep one, or",
    ),
    "same concept twice in a list": (
        replaced(ROUND, "[worker]", "[worker, worker]"),
        "rounds/round.yaml:5: riddles.concepts: worker is in this list already; keep one",
    ),
    "same file listed twice": (
        replaced(COURSE, "[round]", "[round, round]"),
        "course.yaml:6: rounds: round is in this list already; keep one",
    ),
    "same id elsewhere": (
        replaced(ROUND, "id: riddle", "id: lesson"),
        "rounds/round.yaml:3: riddles.id: lesson is already the id of the item in content/one/lessons",
    ),
    "same concept twice": (
        {CONCEPTS: SOUND[CONCEPTS] + "- {id: worker, title: Again, summary: Again.}\n"},
        "concepts.yaml:7: id: worker is already the id of the concept in content/one/concepts.yaml:1;",
    ),
    "listed without a file": (
        replaced(COURSE, "[round]", "\n  - round\n  - second-round"),
        "course.yaml:8: rounds: there is no file rounds/second-round.yaml; write it, or unlist it",
    ),
    "file not listed": (
        {"one/rounds/second-round.yaml": "id: second-round\n"},
        "rounds/second-round.yaml:1: file: is not listed in course.yaml; add second-round to its rounds",
    ),
    "file with another name": (
        replaced(ROUND, "id: round", "id: square"),
        "rounds/round.yaml:1: id: is not the name it is filed under; write round here, or rename",
    ),
    "course with another name": (
        replaced(COURSE, "id: one", "id: two"),
        "course.yaml:1: id: is not the name it is filed under; write one here",
    ),
    "stray file": (
        {"one/concept.yaml": "- a\n"},
        "concept.yaml:1: file: has no place here; did you mean concepts.yaml?",
    ),
    "stray file on a shelf": (
        {"one/rounds/notes.txt": "a\n"},
        "rounds/notes.txt:1: file: has no place here; write a file whose name ends in .yaml",
    ),
    "unknown list in course.yaml": (
        replaced(COURSE, "rounds:", "roundz: []\nrounds:"),
        "course.yaml:6: roundz: is not a known key; did you mean rounds?",
    ),
    "stray folder": (
        {"one/round/a.yaml": "a\n"},
        "round:1: file: has no place here; did you mean rounds?",
    ),
    "unsafe HTML": (
        replaced(ROUND, "Who runs tasks?", "Who <script>runs()</script>?"),
        "rounds/round.yaml:4: riddles.question: <script> is not allowed;",
    ),
    "unsafe HTML below the key": (
        replaced(
            ROUND, "concepts: [worker]", "answer: |\n      A worker.\n\n      It <b onclick='x()'>runs</b>."
        ),
        "rounds/round.yaml:8: riddles.answer: onclick= is not allowed on <b>; leave it out",
    ),
    "unsafe address": (
        replaced(LESSON, "until none is left", "[until](javascript:alert)"),
        "lessons/lesson.md:10: sections.blocks.prose: an address that begins with javascript:",
    ),
    "bad YAML": (
        replaced(ROUND, "Who runs tasks?", "Who: runs: tasks?"),
        "rounds/round.yaml:4: YAML: mapping values are not allowed here; check",
    ),
    "not UTF-8": (
        {ROUND: b"id: round\n# caf\xe9\n"},
        "rounds/round.yaml:2: file: is not UTF-8 here; save it as UTF-8",
    ),
    "unprintable": (
        {ROUND: "id: round\n# \x07\n"},
        "rounds/round.yaml:2: file: holds an unprintable character (U+0007) here; delete it",
    ),
    "empty file": ({ROUND: ""}, "rounds/round.yaml:1: file: is empty;"),
    "only comments": ({ROUND: "# nothing\n"}, "rounds/round.yaml:1: file: is empty;"),
    "nothing, said so": ({ROUND: "~\n"}, "rounds/round.yaml:1: file: is empty;"),
    "wrong top level": ({ROUND: "- id: round\n"}, "rounds/round.yaml:1: file: is not a mapping;"),
    "another wrong top level": ({CONCEPTS: "worker: 1\n"}, "concepts.yaml:1: file: is not a list;"),
    "no course.yaml": ({COURSE: None}, "course.yaml:1: file: is missing; docs/content.md shows"),
    "no concepts.yaml": ({CONCEPTS: None}, "concepts.yaml:1: file: is missing; docs/content.md shows"),
    "an anchor": (
        replaced(DEMOS, "summary: Any", "summary: &a Any"),
        "demos.yaml:3: YAML: anchors and aliases (& and *) are not used here;",
    ),
    "demo without a page": (
        {DEMOS: SOUND[DEMOS] + SOUND[DEMOS].replace("tutorial:home", "tutorial:hime")},
        "demos.yaml:5: demo: no page of this site is named tutorial:hime; did you mean tutorial:home?",
    ),
}


@pytest.mark.parametrize("case", ONE_FAULT)
def test_each_fault_is_told_once_and_alone(case: str, tmp_path: Path) -> None:
    changes, expected = ONE_FAULT[case]
    told = faults(tmp_path, changes)
    assert len(told) == 1
    assert told[0].startswith(expected)


def test_a_sound_course_is_read(tmp_path: Path) -> None:
    library = read(tmp_path)
    riddle = library.find(Riddle, "riddle")
    assert riddle.question.text == "Who runs tasks?"
    assert library.find(Lesson, "lesson").sections[0].title.text == "A section"
    assert library.course.all(Round) == library.all(Round) == (library.find(Round, "round"),)


def test_demos_may_be_left_out(tmp_path: Path) -> None:
    changes = {DEMOS: None, **replaced(ROUND, "    demo: tutorial:home\n", "")}
    assert read(tmp_path, changes).course.demos == ()


def test_all_faults_of_all_files_are_told_in_order(tmp_path: Path) -> None:
    changes = {
        **replaced(LESSON, "minutes: 3", "minutes: x"),
        **replaced(ROUND, "[worker]", "[workr]"),
        **replaced(COURSE, "tagline: A course\n", ""),
        "two/concepts.yaml": "[]",
        "two/course.yaml": "",
        "two/demos.yaml": "- 1\n",
    }
    places = [told.split(": ")[0] for told in faults(tmp_path, changes)]
    assert places == [
        "course.yaml:1",
        "lessons/lesson.md:5",
        "rounds/round.yaml:5",
        "content/two/course.yaml:1",
        "content/two/demos.yaml:1",
    ]


def test_the_same_id_in_two_courses_names_both_places(tmp_path: Path) -> None:
    second: Files = {name.replace("one/", "two/"): text for name, text in SOUND.items()}
    told = faults(tmp_path, second)
    assert (
        "content/two/rounds/round.yaml:1: id: round is already the id of the item in"
        " content/one/rounds/round.yaml:1; choose another"
    ) in told


def test_an_id_stays_known_when_its_own_entry_is_faulty(tmp_path: Path) -> None:
    told = faults(tmp_path, replaced(CONCEPTS, "  title: The worker\n", ""))
    assert told == ["concepts.yaml:1: title: is missing; add it"]


def test_keys_of_one_kind_are_named_for_a_member_of_a_union(tmp_path: Path) -> None:
    told = faults(tmp_path, {ROUND: SOUND[ROUND] + "mixed:\n  - {kind: sum, id: sum, result: 1, reslt: 2}\n"})
    [fault] = told
    assert fault.startswith("rounds/round.yaml:14: mixed.reslt: is not a known key; did you mean result?")
    assert fault.endswith("(the keys here are id, kind, result)")


@pytest.mark.parametrize("exists", [True, False])
def test_no_course_at_all(exists: bool, tmp_path: Path) -> None:
    root = tmp_path / "content"
    if exists:
        root.mkdir()
    with pytest.raises(ContentError, match=r"^content:1: courses: are missing; make a folder with a"):
        read_library(root, ())


def test_hidden_files_are_passed_over(tmp_path: Path) -> None:
    hidden: Files = {"one/.DS_Store": b"\xff", ".git/course.yaml": "", ".notes": "x"}
    assert [course.id for course in read(tmp_path, hidden).courses] == ["one"]


def test_a_file_beside_the_courses_is_told(tmp_path: Path) -> None:
    [told] = faults(tmp_path, {"notes.txt": "Remember the milk."})
    assert told == "content/notes.txt:1: file: has no place here; put it into the folder of its course"
