"""Two logs of grades become one."""

from datetime import timedelta
from itertools import groupby
from operator import attrgetter

import pytest
from django.utils import timezone
from fsrs.scheduler import DEFAULT_PARAMETERS
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from learners.joining import move
from learners.models import Learner
from tests.tutorial.cards import NOON, a_card
from tutorial.fuzz import chance_of
from tutorial.models import CardSettings, Fitting, Review
from tutorial.reviews import grade_card, undo_last_grade
from tutorial.scheduling import SCHEDULER, Grade, schedule, scheduler

CARDS = [a_card(name) for name in ("queue", "broker", "worker")]
# Who grades which card how, how many minutes after the act before, and whether it is taken back at once.
ACTS = st.lists(
    st.tuples(
        st.booleans(), st.integers(0, 2), st.sampled_from(Grade), st.integers(0, 20_000), st.booleans()
    ),
    max_size=14,
)

pytestmark = pytest.mark.django_db


def two_logs(acts: list[tuple[bool, int, Grade, int, bool]]) -> tuple[Learner, Learner]:
    """A guest and an account's learner, after these acts."""
    guest, own = Learner.objects.create(), Learner.objects.create()
    now = NOON
    for of_guest, card, grade, minutes, taken_back in acts:
        learner, now = (guest if of_guest else own), now + timedelta(minutes=minutes)
        last = Review.objects.newest().filter(learner=learner, card=CARDS[card].id).first()
        showing = last.showing + 1 if last else 1
        review = grade_card(learner=learner, card=CARDS[card], showing=showing, grade=grade, now=now)
        if taken_back:
            undo_last_grade(learner=learner.pk, review=review.pk, now=now)
    return guest, own


def log_of(learner: Learner) -> list[tuple[object, ...]]:
    """What happened, without what was drawn from it."""
    return list(
        Review.objects.filter(learner=learner)
        .order_by("pk")
        .values_list("pk", "card", "digest", "grade", "at", "undone_at")
    )


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=ACTS)
def test_the_united_log_holds_all_of_both_once_and_its_memories_are_those_of_a_replay(
    acts: list[tuple[bool, int, Grade, int, bool]],
) -> None:
    guest, own = two_logs(acts)
    both = sorted([*log_of(guest), *log_of(own)])
    on_both = set(guest.reviews.values_list("card", flat=True)) & set(
        own.reviews.values_list("card", flat=True)
    )
    before = {review.pk: (review.showing, review.memory) for review in Review.objects.all()}
    undone = Review.objects.exclude(undone_at=None)

    move(guest=guest, into=own, now=timezone.now())

    assert log_of(own) == both
    assert log_of(guest) == []
    assert all((review.showing, review.memory) == before[review.pk] for review in undone)
    standing = Review.objects.filter(learner=own, undone_at=None).order_by("card", "at", "pk")
    for card, reviews in groupby(standing, key=attrgetter("card")):
        memory = None
        for showing, review in enumerate(reviews, start=1):
            if card in on_both:
                chance = chance_of(own.pk, card, showing)
                memory = schedule(memory, Grade(review.grade), review.at, SCHEDULER, chance=chance)
                assert (review.showing, review.memory) == (showing, memory)
            else:
                assert (review.showing, review.memory) == before[review.pk]

    once = list(Review.objects.order_by("pk").values())
    move(guest=guest, into=own, now=timezone.now())
    assert list(Review.objects.order_by("pk").values()) == once


def test_the_next_grade_follows_the_united_log() -> None:
    guest, own = two_logs([(True, 0, Grade.REMEMBERED, 0, False), (False, 0, Grade.FORGOT, 60, False)])
    move(guest=guest, into=own, now=timezone.now())
    now = NOON + timedelta(days=1)
    review = grade_card(learner=own, card=CARDS[0], showing=3, grade=Grade.REMEMBERED, now=now)
    assert review.showing == 3


def test_what_the_account_knew_before_stays_as_it_was() -> None:
    """Settings hold from the next grade on, and a log of years is not written anew."""
    acts = [(False, 0, Grade.EASILY, 0, False), (False, 0, Grade.REMEMBERED, 20_000, False)]
    guest, own = two_logs([*acts, (True, 0, Grade.FORGOT, 60, False), (False, 0, Grade.EASILY, 60, False)])
    before = list(own.reviews.order_by("at")[:2].values())
    CardSettings.objects.create(learner=own, retention=0.8)
    move(guest=guest, into=own, now=timezone.now())
    log = own.reviews.order_by("at")
    assert list(log[:2].values()) == before
    assert [review.showing for review in log] == [1, 2, 3, 4]
    third = schedule(
        log[1].memory,
        Grade.FORGOT,
        log[2].at,
        scheduler(retention=0.8),
        chance=chance_of(own.pk, CARDS[0].id, 3),
    )
    assert log[2].memory == third


def test_many_grades_are_written_in_few_statements(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    acts = [(place % 7 == 0, place % 3, Grade.REMEMBERED, 60, False) for place in range(300)]
    guest, own = two_logs(acts)
    with django_assert_max_num_queries(50):
        move(guest=guest, into=own, now=timezone.now())
    assert own.reviews.count() == len(acts)


def test_a_replay_follows_the_accounts_own_settings() -> None:
    acts = [(True, 0, Grade.EASILY, 0, False), (False, 0, Grade.EASILY, 20_000, False)]
    guest, own = two_logs(acts)
    CardSettings.objects.create(learner=own, retention=0.8)
    CardSettings.objects.create(learner=guest, retention=0.95)
    move(guest=guest, into=own, now=timezone.now())
    wanted, memory = scheduler(retention=0.8), None
    for showing, review in enumerate(Review.objects.filter(learner=own).order_by("at"), start=1):
        memory = schedule(
            memory,
            Grade(review.grade),
            review.at,
            wanted,
            chance=chance_of(own.pk, CARDS[0].id, showing),
        )
        assert review.memory == memory
    assert CardSettings.objects.get().retention == 0.8


def test_settings_are_taken_over_where_the_account_has_none() -> None:
    guest, own = Learner.objects.create(), Learner.objects.create()
    fitting = Fitting.objects.create(learner=guest, asked_at=NOON, parameters=list(DEFAULT_PARAMETERS))
    CardSettings.objects.create(learner=guest, retention=0.95, fitting=fitting)
    move(guest=guest, into=own, now=timezone.now())
    kept = CardSettings.objects.get()
    assert (kept.learner, kept.retention, kept.fitting) == (own, 0.95, fitting)
    assert Fitting.objects.get().learner == own


def test_what_the_guest_taught_the_schedule_stays_in_use() -> None:
    guest, own = Learner.objects.create(), Learner.objects.create()
    fitting = Fitting.objects.create(learner=guest, asked_at=NOON, parameters=list(DEFAULT_PARAMETERS))
    CardSettings.objects.create(learner=guest, retention=0.95, fitting=fitting)
    CardSettings.objects.create(learner=own, retention=0.8)
    move(guest=guest, into=own, now=timezone.now())
    kept = CardSettings.objects.get()
    assert (kept.retention, kept.fitting) == (0.8, fitting)


def test_what_the_account_has_learnt_itself_goes_first() -> None:
    guest, own = Learner.objects.create(), Learner.objects.create()
    for learner in (guest, own):
        fitting = Fitting.objects.create(learner=learner, asked_at=NOON, parameters=[])
        CardSettings.objects.create(learner=learner, fitting=fitting)
    move(guest=guest, into=own, now=timezone.now())
    assert CardSettings.objects.get().fitting == fitting
