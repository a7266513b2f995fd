"""The course in content/ is read whole, and what it is about is taught, asked and shown."""

import ast
from collections import Counter
from collections.abc import Iterator

import pytest

from quizzes.schema import Quiz
from tutorial.decks import Card, Deck
from tutorial.library import Lesson, Recall, library
from tutorial.library.courses import items_within
from tutorial.library.lessons import Compare, Passage

# Why a concept has no demo. Whoever adds a demo of it takes it out here.
NOTHING_TO_SEE = {
    "declaring": "A decorator is a line of code; the practice questions and the race's own code show it.",
    "tools": "The site runs on one of them. They differ in how they are written, which the lesson shows.",
    "arguments": "What travels is text. The lesson shows a message.",
    "scheduling": "A clock takes its time: nobody waits for tomorrow at eight.",
}
CONCEPTS = [concept.id for concept in library().course.concepts]
CARDS = [card for deck in library().all(Deck) for card in items_within(deck) if isinstance(card, Card)]


def test_the_lesson_is_found_with_its_paragraphs() -> None:
    lesson = library().find(Lesson, "why-background-tasks-matter")
    assert lesson.sections
    assert library().paragraphs_about("load")
    assert library().course_of(lesson) is library().course


def test_no_two_entries_of_the_course_are_called_the_same() -> None:
    """They stand side by side on the home page: a lesson, and the deck and the quiz that go with it."""
    course = library().course
    titles = [lesson.title.text for lesson in course.lessons]
    titles += [deck.title for deck in course.all(Deck)]
    titles += [quiz.title for quiz in course.all(Quiz)]
    assert [title for title, times in Counter(titles).items() if times > 1] == []


@pytest.mark.parametrize("concept", CONCEPTS)
class TestEveryConcept:
    def test_is_taught_by_a_paragraph(self, concept: str) -> None:
        assert library().paragraphs_about(concept)

    def test_is_asked_by_a_card(self, concept: str) -> None:
        assert [card.id for card in CARDS if concept in card.concepts]

    def test_is_shown_by_a_demo_or_it_is_said_why_not(self, concept: str) -> None:
        assert bool(library().demos_about(concept)) != (concept in NOTHING_TO_SEE)


@pytest.mark.parametrize("card", CARDS, ids=lambda card: card.id)
def test_what_a_card_sends_back_to_teaches_what_it_asks(card: Card) -> None:
    taught = library().paragraph(card.read).block.concepts
    assert set(card.concepts) & set(taught)


def code_of(lesson: Lesson) -> Iterator[str]:
    """The Python that a lesson shows, alone or side by side."""
    for section in lesson.sections:
        for block in section.blocks:
            if isinstance(block, Compare):
                yield from (block.before.code, block.after.code)
            elif isinstance(block, Passage) and block.prose.source.startswith("```python"):
                yield block.prose.source.removeprefix("```python").removesuffix("```")


@pytest.mark.parametrize("lesson", library().all(Lesson), ids=lambda lesson: lesson.id)
def test_the_code_in_a_lesson_is_python(lesson: Lesson) -> None:
    shown = list(code_of(lesson))
    assert shown
    for code in shown:
        ast.parse(code)


def test_no_recall_prompt_repeats_a_card() -> None:
    prompts = [
        item.question.text
        for lesson in library().course.lessons
        for item in items_within(lesson)
        if isinstance(item, Recall)
    ]
    assert prompts
    assert not {card.question.text for card in CARDS} & set(prompts)
