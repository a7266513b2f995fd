"""What holds for the kinds together: each is told by its name, kept with an answer, and described."""

import re
from pathlib import Path

import pytest
import yaml
from pytest_django import Settings

from quizzes.kinds import ANY_QUESTION, Question
from quizzes.schema import Quiz
from tests.quizzes.kinds.asked import CONTENT, QUESTIONS
from tests.quizzes.kinds.writing import written
from tutorial.library import ContentError, library

DOCS = Path(__file__).parents[3] / "docs" / "content.md"
ROOM = Path(__file__).parents[3] / "quizzes" / "kinds"
KINDS = ("single", "multiple", "true-false", "short", "number", "order", "output")


@pytest.mark.parametrize("question", QUESTIONS.values(), ids=QUESTIONS)
class TestEachQuestion:
    def test_is_read_again_as_it_was_kept(self, question: Question) -> None:
        again = ANY_QUESTION.validate_python(question.model_dump(mode="json"))

        assert again == question
        assert again.digest == question.digest
        assert type(again) is type(question)


class TestTheTestsOwnQuiz:
    def test_asks_every_kind(self) -> None:
        assert {question.kind for question in QUESTIONS.values()} == set(KINDS)

    def test_can_be_served(self, settings: Settings) -> None:
        settings.CONTENT_DIR = CONTENT

        assert library().find(Quiz, "kinds-quiz").questions == tuple(QUESTIONS.values())


def test_every_kind_has_its_file_and_its_test() -> None:
    for kind in KINDS:
        name = kind.replace("-", "_")
        assert (ROOM / f"{name}.py").exists()
        assert (Path(__file__).parent / f"test_{name}.py").exists()


def test_an_unknown_kind_is_told_the_kinds_there_are(settings: Settings, tmp_path: Path) -> None:
    fault = _fault_with(settings, tmp_path, "kind: multiple", "kind: multipel")

    assert (
        "kinds-quiz.yaml:24: questions: is of an unknown kind, multipel; write 'single', 'multiple'," in fault
    )


def test_a_missing_kind_is_told_so(settings: Settings, tmp_path: Path) -> None:
    fault = _fault_with(settings, tmp_path, "    kind: multiple\n", "")

    assert "questions: does not say which kind it is; add 'kind'" in fault


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("value: 120", "value: many", "questions.value: is not a number; write one"),
        ("value: 120", "value: 1234567890.123", "has too many digits; write 12 at most"),
        ("answer: false", "answer: nope", "questions.answer: is neither true nor false"),
        ("before: way-commit", "before: commit", "questions.wrong.before: there is no item commit;"),
        ("[queue, task queue]", "[worker]", "questions.wrong.answers: worker counts as the same"),
    ],
)
def test_a_fault_is_told_with_its_field(
    settings: Settings, tmp_path: Path, old: str, new: str, fault: str
) -> None:
    assert fault in _fault_with(settings, tmp_path, old, new)


def examples_in_the_docs() -> list[dict[str, object]]:
    text = DOCS.read_text()
    part = text[text.index("\n## Quizzes") : text.index("\n## Explain prompts")]
    blocks = [yaml.safe_load(block) for block in re.findall(r"```yaml\n(.*?)```", part, re.DOTALL)]
    return [
        question
        for block in blocks
        for question in (block if isinstance(block, list) else block["questions"])
    ]


class TestDocs:
    def test_show_each_kind(self) -> None:
        assert {example["kind"] for example in examples_in_the_docs()} == set(KINDS)

    @pytest.mark.parametrize("example", examples_in_the_docs(), ids=lambda example: example["id"])
    def test_their_examples_could_stand_in_the_course(self, example: dict[str, object]) -> None:
        question = ANY_QUESTION.validate_python(example)

        assert library().paragraph(question.read)
        assert [library().concept(concept) for concept in question.concepts]
        for belief in re.findall(r"'misconception': '([^']+)'", str(question.model_dump(mode="json"))):
            assert library().misconception(belief)


def test_hints_are_four_at_most() -> None:
    fields = written(kind="true-false", answer=True, why="a", why_not="b", misconception="m")

    with pytest.raises(ValueError, match="at most 4 items"):
        ANY_QUESTION.validate_python({**fields, "hints": ["one", "two", "three", "four", "five"]})


def _fault_with(settings: Settings, folder: Path, old: str, new: str) -> str:
    """What the library says of the tests' own content with one thing changed."""
    for file in CONTENT.rglob("*.*"):
        copy = folder / "content" / file.relative_to(CONTENT)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_text(file.read_text().replace(old, new))
    settings.CONTENT_DIR = folder / "content"
    with pytest.raises(ContentError) as error:
        library()
    return str(error.value)
