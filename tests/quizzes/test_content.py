"""The questions themselves: what the sources taught, without the faults of the sources."""

import re
from collections import Counter
from collections.abc import Iterator

import pytest

from quizzes.drawing import draw, questions_of
from quizzes.kinds import AnyQuestion, ShortText, SingleChoice
from quizzes.kinds.question import Grade
from quizzes.schema import Quiz
from tutorial.library import library

# What no text may do: name an option by a letter, or keep the remains of the lost pages.
LETTER = re.compile(r"\b[Oo]ptions?\s+[A-D]\b|\[OK\]|=\s*[A-D]\b")
# A stem that goes on from another question: the questions come in any order, and some of them alone.
GOES_ON = re.compile(r"^(And|But|Or|So|Then|Now|Again|Instead)\b|\bthose\b")
KINDS = ("single", "multiple", "true-false", "short", "number", "order", "output")
# The right answer may be longer than each wrong one, but not by so much that its length gives it away.
LONGEST_LEAD = 1.4


def questions() -> Iterator[AnyQuestion]:
    return (question for quiz in library().all(Quiz) for question in quiz.questions)


def single_choices() -> Iterator[SingleChoice]:
    return (question for question in questions() if isinstance(question, SingleChoice))


def wording(question: AnyQuestion) -> str:
    return question.model_dump_json()


@pytest.mark.parametrize("quiz", ["recall-quiz", "practice-quiz"])
def test_the_sources_quizzes_have_five_questions_of_four_options(quiz: str) -> None:
    asked = library().find(Quiz, quiz).questions
    assert [len(question.options) for question in asked if isinstance(question, SingleChoice)] == [4] * 5


def test_no_text_names_an_option_by_a_letter() -> None:
    assert [question.id for question in questions() if LETTER.search(wording(question))] == []


@pytest.mark.parametrize(
    ("question", "typed"),
    [
        ("wrong-on-commit-call", "take_payment.apply_async_on_commit([7])"),
        ("wrong-on-commit-call", "take_payment.apply_async_on_commit((7,))"),
        ("wrong-on-commit-call", "transaction.on_commit(functools.partial(take_payment.delay, 7))"),
        ("wrong-on-commit-call", "on_commit(partial(take_payment.delay, order_id=7));"),
        ("wrong-on-commit-call", "`on_commit(lambda: take_payment.delay(order_id=7))`"),
        ("scaling-the-clock", "task scheduler"),
        ("scaling-the-clock", "the clock process"),
        ("scaling-the-clock", "beat process"),
        ("journey-who-runs", "a task worker"),
        ("journey-who-runs", "consumer"),
    ],
)
def test_other_right_words_are_right(question: str, typed: str) -> None:
    assert library().find(ShortText, question).grade([typed]).right


@pytest.mark.parametrize("tool", ["RQ", "Huey", "Dramatiq"])
def test_another_tool_for_background_tasks_gives_no_misbelief_away(tool: str) -> None:
    question = library().find(ShortText, "scaling-tool-celery")

    assert question.grade([tool]) == Grade(0)
    assert "not called beat" in str(question.judged((), [tool]))


def test_every_question_stands_alone() -> None:
    assert [question.id for question in questions() if GOES_ON.search(question.stem.text)] == []


def test_no_length_gives_the_right_answer_away() -> None:
    for question in single_choices():
        lengths = [len(option.text.text if option.text else str(option.code)) for option in question.options]
        right = next(n for n, option in enumerate(question.options) if option.right)
        others = [length for n, length in enumerate(lengths) if n != right]
        assert lengths[right] <= LONGEST_LEAD * max(others), question.id
        assert lengths[right] >= min(others) / LONGEST_LEAD, question.id


def test_each_question_is_about_what_its_paragraph_teaches() -> None:
    for question in questions():
        taught = library().paragraph(question.read).block.concepts
        assert set(taught) & set(question.concepts), f"{question.id} points at {question.read}"


def test_recall_questions_explain_and_practice_questions_solve() -> None:
    recall, practice = (library().find(Quiz, name).questions for name in ("recall-quiz", "practice-quiz"))

    assert all(question.explanation for question in recall)
    assert all(question.solution and question.mistakes for question in practice)


def test_the_decorator_question_shows_its_twins() -> None:
    note = library().find(SingleChoice, "background-syntax").note

    assert note is not None
    for word in ("django-background-tasks", "@shared_task", ".delay()", "@task", ".enqueue()"):
        assert word in note.text.source


def test_enough_to_practise_with() -> None:
    """At least thirty questions, every kind of them, and each concept more than once."""
    asked = Counter(concept for question in questions() for concept in question.concepts)

    assert len(list(questions())) >= 30
    assert {question.kind for question in questions()} == set(KINDS)
    assert [concept.id for concept in library().course.concepts if asked[concept.id] < 2] == []


@pytest.mark.parametrize("seed", range(30))
def test_a_drawn_test_is_balanced(seed: int) -> None:
    drawn = draw(questions_of(library().course), seed=seed)

    assert sorted(Counter(question.level for question in drawn).values()) == [3, 3, 4]
    assert len({concept for question in drawn for concept in question.concepts}) >= 8


def test_no_hint_says_the_right_option() -> None:
    for question in single_choices():
        right = question.right_option
        said = right.text.text if right.text else str(right.code)
        assert [hint for hint in question.hints if said.rstrip(".") in hint.text] == [], question.id
