from collections.abc import Sequence
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from tests.tutorial.cards import NOON, a_card
from tutorial.decks import Card
from tutorial.review_session import ReviewSession, Show, Standing, review_session
from tutorial.scheduling import Grade, Memory, schedule

FORGOT, REMEMBERED = Grade.FORGOT, Grade.REMEMBERED
DECK = (QUEUE, WORKER, BROKER, TASK) = [
    a_card(name).model_copy(update={"concepts": (name,)}) for name in ("queue", "worker", "broker", "task")
]


def session(
    grades: Sequence[tuple[Card, Grade]] = (),
    *,
    memories: dict[str, Memory] | None = None,
    show: Show = Show.DUE,
    minutes_later: int = 0,
    missed: Sequence[Card] = (),
    new_left: int = 20,
) -> ReviewSession:
    """The session after `grades`, one a second from NOON on, upon the `memories` from before it.

    What the `missed` cards are about was missed just now.
    """
    known = dict(memories or {})
    for second, (card, grade) in enumerate(grades):
        known[card.id] = schedule(known.get(card.id), grade, NOON + timedelta(seconds=second))
    now = NOON + timedelta(seconds=len(grades), minutes=minutes_later)
    return review_session(
        cards=DECK,
        standing=Standing(known, {concept: now for card in missed for concept in card.concepts}, new_left),
        grades=[(card.id, grade) for card, grade in grades],
        show=show,
        now=now,
    )


def learnt(card: Card, *, days_ago: int) -> dict[str, Memory]:
    """Remembered once, so that it fell due two days after."""
    return {card.id: schedule(None, REMEMBERED, NOON - timedelta(days=days_ago))}


class TestDue:
    def test_new_cards_come_in_the_order_of_the_deck(self) -> None:
        shown = session()
        assert (shown.card, shown.position, shown.ticks) == (QUEUE, 1, ("at", "wait", "wait", "wait"))
        assert not shown.begun

    def test_due_cards_come_first_the_one_that_waited_longest_before_all(self) -> None:
        memories = learnt(TASK, days_ago=3) | learnt(BROKER, days_ago=4)
        assert session(memories=memories).card is BROKER
        assert session([(BROKER, REMEMBERED)], memories=memories).card is TASK
        assert session([(BROKER, REMEMBERED), (TASK, REMEMBERED)], memories=memories).card is QUEUE

    def test_a_card_that_is_not_due_is_left_out(self) -> None:
        shown = session(memories=learnt(QUEUE, days_ago=1))
        assert (shown.card, len(shown.ticks)) == (WORKER, 3)

    def test_counts_and_ticks_follow_the_grades(self) -> None:
        shown = session([(QUEUE, REMEMBERED), (WORKER, FORGOT)])
        assert (shown.card, shown.position) == (BROKER, 3)
        assert (shown.remembered, shown.forgotten) == (1, 1)
        assert shown.ticks == ("ok", "no", "at", "wait")

    def test_ends_when_nothing_is_due_and_nothing_is_new(self) -> None:
        shown = session([(card, REMEMBERED) for card in DECK])
        assert shown.card is None
        assert shown.begun
        assert shown.ticks == ("ok",) * 4

    def test_a_forgotten_card_comes_back_by_itself_once_it_is_due(self) -> None:
        grades = [(QUEUE, FORGOT), (WORKER, REMEMBERED), (BROKER, REMEMBERED), (TASK, REMEMBERED)]
        assert session(grades, minutes_later=9).card is None
        shown = session(grades, minutes_later=10)
        assert (shown.card, shown.again, shown.position) == (QUEUE, True, 1)
        assert shown.ticks == ("at", "ok", "ok", "ok")


class TestNewCards:
    def test_so_many_a_day(self) -> None:
        shown = session(new_left=2)
        assert (len(shown.ticks), shown.held_back) == (2, 2)
        assert session(new_left=0).card is None

    def test_one_may_go_on_anyway(self) -> None:
        shown = session(new_left=0, show=Show.MORE)
        assert (shown.card, len(shown.ticks), shown.held_back) == (QUEUE, 4, 0)

    def test_reviews_are_never_held_back(self) -> None:
        shown = session(memories=learnt(TASK, days_ago=3), new_left=0)
        assert (shown.card, len(shown.ticks), shown.held_back) == (TASK, 1, 3)


class TestMissed:
    """Cards with a concept that was missed since."""

    def test_a_card_comes_before_its_time(self) -> None:
        memories = learnt(TASK, days_ago=1)
        assert session(memories=memories).card is QUEUE
        shown = session(memories=memories, missed=[TASK])
        assert (shown.card, len(shown.ticks)) == (TASK, 4)

    def test_a_new_card_comes_before_the_other_new_ones_within_their_number(self) -> None:
        memories = learnt(WORKER, days_ago=3)
        assert session(memories=memories, missed=[TASK]).card is WORKER  # what is due comes first
        shown = session(missed=[TASK], new_left=1)
        assert (shown.card, len(shown.ticks), shown.held_back) == (TASK, 1, 3)
        assert session(missed=[TASK], new_left=0).card is None

    def test_a_miss_on_another_card_does_not_lead_round_in_a_circle(self) -> None:
        grades = [(QUEUE, REMEMBERED), (WORKER, FORGOT), (BROKER, REMEMBERED), (TASK, REMEMBERED)]
        shown = session(grades, missed=[QUEUE])
        assert shown.card is None
        soonest = shown.due_soon[0]
        assert (soonest.card, soonest.wait) == (QUEUE, timedelta(0))


class TestForgotten:
    grades = ((QUEUE, FORGOT), (WORKER, REMEMBERED), (BROKER, FORGOT), (TASK, REMEMBERED))

    def test_shows_only_the_forgotten_the_first_one_first(self) -> None:
        shown = session(self.grades, show=Show.FORGOTTEN)
        assert (shown.card, shown.again, shown.ticks) == (QUEUE, True, ("at", "ok", "no", "ok"))

    def test_a_card_forgotten_again_goes_to_the_end(self) -> None:
        assert session([*self.grades, (QUEUE, FORGOT)], show=Show.FORGOTTEN).card is BROKER

    def test_counts_a_card_by_its_last_grade(self) -> None:
        shown = session([*self.grades, (QUEUE, REMEMBERED)], show=Show.FORGOTTEN)
        assert (shown.remembered, shown.forgotten, shown.card) == (3, 1, BROKER)

    def test_ends_when_all_are_remembered(self) -> None:
        shown = session([*self.grades, (QUEUE, REMEMBERED), (BROKER, REMEMBERED)], show=Show.FORGOTTEN)
        assert (shown.card, shown.ticks) == (None, ("ok",) * 4)


class TestAll:
    def test_goes_through_every_card_once_due_or_not(self) -> None:
        memories = learnt(WORKER, days_ago=1)
        given_grades: list[tuple[Card, Grade]] = []
        while (card := session(given_grades, memories=memories, show=Show.ALL).card) is not None:
            given_grades.append((card, FORGOT))
        assert [card for card, _ in given_grades] == [WORKER, QUEUE, BROKER, TASK]


class TestComingBack:
    def test_soon_is_within_a_day_soonest_first(self) -> None:
        memories = {
            QUEUE.id: schedule(schedule(None, FORGOT, NOON), REMEMBERED, NOON),
            WORKER.id: schedule(None, FORGOT, NOON),
            BROKER.id: schedule(None, REMEMBERED, NOON),
        }
        shown = session(memories=memories)
        assert [(soon.card, soon.wait) for soon in shown.due_soon] == [
            (WORKER, timedelta(minutes=10)),
            (QUEUE, timedelta(days=1)),
        ]
        assert shown.waiting[-1].card is BROKER

    def test_what_is_due_already_does_not_wait(self) -> None:
        assert session(memories=learnt(QUEUE, days_ago=5)).waiting == ()


@given(st.lists(st.tuples(st.sampled_from(DECK), st.sampled_from(Grade)), max_size=8), st.sampled_from(Show))
def test_every_card_has_one_tick_and_counts_once(grades: list[tuple[Card, Grade]], show: Show) -> None:
    shown = session(grades, show=show)
    assert shown.remembered + shown.forgotten == len({card.id for card, _ in grades}) <= len(shown.ticks)
    assert shown.ticks.count("at") == (shown.card is not None)
    assert shown.card is None or shown.ticks[shown.position - 1] == "at"
