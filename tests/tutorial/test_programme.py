from collections.abc import Mapping

import pytest

from tutorial.decks import Deck
from tutorial.library import library
from tutorial.programme import Entry, Programme, programme
from tutorial.progress import Progress

RIGHT, MISSED = (True,), (False,)
LESSON = "why-background-tasks-matter"
CARDS = [card.id for card in library().find(Deck, "recall").cards]

QUESTIONS = ["long-task-in-request", "not-a-benefit", "common-tool", "best-suited", "server-load"]


def plan(signs: Mapping[str, tuple[bool, ...]] | None = None, *due: str) -> Programme:
    return programme(library().course, Progress(signs or {}, frozenset(due)))


def entry(made: Programme, url: str) -> Entry:
    return next(entry for entry in made.entries if entry.url == url)


class TestStandings:
    def test_at_first_every_entry_says_what_it_holds(self) -> None:
        made = plan()
        assert [act.verb for act in made.acts] == ["Read", "Flip", "Answer", "Explain", "Watch"]
        assert entry(made, "/flashcards/recall/").standing == f"{len(CARDS)} cards"
        assert entry(made, "/quizzes/recall-quiz/").standing == "5 questions"
        assert not any(entry.done for entry in made.entries)

    @pytest.mark.usefixtures("two_courses")
    def test_one_thing_is_said_in_the_singular(self) -> None:
        tea = programme(library().courses[1], Progress())
        assert [entry.standing for entry in tea.entries] == ["about 1 minute", "1 card", "1 question"]

    def test_a_deck_says_what_was_remembered_and_what_is_due(self) -> None:
        signs = {CARDS[0]: RIGHT, CARDS[1]: MISSED}
        assert entry(plan(signs), "/flashcards/recall/").standing == "1 of 5 remembered"
        assert entry(plan(signs, CARDS[1]), "/flashcards/recall/").standing == "1 of 5 remembered, 1 due now"

    def test_a_deck_is_done_when_every_card_was_met_and_none_is_due(self) -> None:
        signs = dict.fromkeys(CARDS, MISSED)
        assert entry(plan(signs), "/flashcards/recall/").done
        assert not entry(plan(signs, CARDS[0]), "/flashcards/recall/").done

    def test_the_cards_of_another_deck_do_not_count(self) -> None:
        assert entry(plan({}, "elsewhere"), "/flashcards/recall/").standing == f"{len(CARDS)} cards"

    def test_a_quiz_in_the_middle_says_how_many_were_answered(self) -> None:
        signs = {"long-task-in-request": RIGHT, "not-a-benefit": MISSED, "common-tool": RIGHT}
        quiz = entry(plan(signs), "/quizzes/recall-quiz/")
        assert (quiz.standing, quiz.done) == ("3 of 5 answered", False)

    def test_a_quiz_says_how_many_were_right_the_last_time(self) -> None:
        quiz = entry(plan({**dict.fromkeys(QUESTIONS, RIGHT), QUESTIONS[0]: MISSED}), "/quizzes/recall-quiz/")
        assert (quiz.standing, quiz.done) == ("4 of 5 right", True)

    def test_a_lesson_is_read_and_a_prompt_explained(self) -> None:
        made = plan({LESSON: RIGHT, "why-they-matter": (True, False)})
        assert entry(made, f"/learn/{LESSON}/").standing == "read"
        assert entry(made, "/explain/why-they-matter/").standing == "explained"


class TestNext:
    def test_it_is_the_first_thing_not_done(self) -> None:
        assert plan().next == plan().entries[0]
        after_the_lesson = plan({LESSON: RIGHT}).next
        assert after_the_lesson is not None
        assert after_the_lesson.url == "/flashcards/recall/"

    def test_the_lab_can_be_watched_again_and_again(self) -> None:
        made = plan()
        all_done = Programme(made.course, tuple(act for act in made.acts if act.verb == "Watch"))
        assert all_done.next == made.acts[-1].entries[0]


class TestAfter:
    def test_after_the_lesson_come_the_cards_or_a_quiz(self) -> None:
        ways = plan().after(f"/learn/{LESSON}/")
        assert [way.url for way in ways] == ["/flashcards/recall/", "/quizzes/recall-quiz/"]

    def test_a_neighbour_comes_first(self) -> None:
        ways = plan().after("/quizzes/recall-quiz/")
        assert [way.url for way in ways] == ["/quizzes/practice-quiz/", "/explain/why-they-matter/"]

    def test_after_the_last_there_is_nothing(self) -> None:
        assert plan().after(plan().entries[-1].url) == ()

    @pytest.mark.usefixtures("two_courses")
    def test_the_way_on_stays_in_the_course(self) -> None:
        tea = programme(library().courses[1], Progress())
        assert [way.url for way in tea.after("/learn/steeping/")] == [
            "/flashcards/tea-cards/",
            "/quizzes/tea-quiz/",
        ]
