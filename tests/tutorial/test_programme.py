from collections.abc import Mapping
from dataclasses import replace

import pytest

from tutorial.decks import Deck
from tutorial.library import library
from tutorial.programme import Act, Entry, Programme, programme
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
        assert [entry.standing for entry in tea.entries][:3] == ["about 1 minute", "1 card", "1 question"]

    def test_a_deck_says_what_was_remembered_and_what_is_due(self) -> None:
        signs = {CARDS[0]: RIGHT, CARDS[1]: MISSED}
        assert entry(plan(signs), "/flashcards/recall/").standing == "1 of 5 remembered"
        assert entry(plan(signs, CARDS[1]), "/flashcards/recall/").standing == "1 of 5 remembered, 1 due now"

    def test_a_card_that_a_miss_has_made_due_counts_before_its_first_review(self) -> None:
        assert entry(plan({}, CARDS[0]), "/flashcards/recall/").standing == "5 cards, 1 due now"

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
        assert (quiz.standing, quiz.done) == ("done, 4 of 5 right", True)

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

    def test_before_the_next_lesson_comes_what_goes_with_the_last_one(self) -> None:
        with_it = {LESSON, *CARDS, *QUESTIONS, "why-they-matter"}
        then = plan(dict.fromkeys(with_it, RIGHT)).next
        assert then is not None
        assert then.url == "/learn/how-a-task-travels/"

    def test_nobody_has_to_watch_a_demo_before_going_on(self) -> None:
        an_entry = Entry("", "", "", done=False, noun="")
        acts = (Act("Watch", (an_entry,), at_will=True), Act("Read", (replace(an_entry, url="/learn/"),)))
        made = Programme(plan().course, acts)
        assert made.next == made.acts[1].entries[0]

    def test_the_lab_can_be_watched_again_and_again(self) -> None:
        made = plan()
        all_done = Programme(made.course, tuple(act for act in made.acts if act.verb == "Watch"))
        assert all_done.next == made.acts[-1].entries[0]


class TestActs:
    def entries(self, *done: bool) -> Act:
        return Act("Read", tuple(Entry(str(n), f"/{n}/", "", is_done, "") for n, is_done in enumerate(done)))

    @pytest.mark.parametrize("many", [1, 4])
    def test_few_entries_are_all_shown(self, many: int) -> None:
        act = self.entries(*[False] * many)
        assert (act.shown, act.folded) == (act.entries, ())

    @pytest.mark.parametrize(
        ("done", "shown"), [([], "012"), ([0], "123"), ([0, 1, 3], "234"), ([0, 1, 2, 3, 4], "345")]
    )
    def test_of_many_those_are_shown_that_come_next(self, done: list[int], shown: str) -> None:
        act = self.entries(*(place in done for place in range(6)))
        assert "".join(str(entry.title) for entry in act.shown) == shown
        assert {*act.shown, *act.folded} == {*act.entries}
        assert len(act.folded) == 3

    def test_a_demo_that_was_watched_is_done(self) -> None:
        assert entry(plan({"demos:order": RIGHT}), "/demos/order/").done


class TestAfter:
    def test_after_a_lesson_comes_the_next_one_or_its_cards(self) -> None:
        ways = plan().after(f"/learn/{LESSON}/")
        assert [way.url for way in ways] == ["/learn/how-a-task-travels/", "/flashcards/recall/"]

    def test_what_is_offered_beside_a_lesson_is_in_the_same_place(self) -> None:
        ways = plan().after("/learn/when-things-go-wrong/")
        assert ways[1].url == "/flashcards/when-things-go-wrong-cards/"

    def test_a_neighbour_comes_first(self) -> None:
        ways = plan().after("/quizzes/recall-quiz/")
        assert [way.url for way in ways] == ["/quizzes/task-journey-quiz/", "/explain/why-they-matter/"]

    def test_after_the_last_there_is_nothing(self) -> None:
        assert plan().after(plan().entries[-1].url) == ()

    @pytest.mark.usefixtures("two_courses")
    def test_the_way_on_stays_in_the_course(self) -> None:
        tea = programme(library().courses[1], Progress())
        assert [way.url for way in tea.after("/learn/steeping/")] == [
            "/flashcards/tea-cards/",
            "/quizzes/tea-quiz/",
        ]
