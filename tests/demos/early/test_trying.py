"""What the two sides note of a try, in whatever order they come."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from demos.early import trying
from demos.early.dials import MOST_OPEN_MS, Dials, read_dials
from demos.early.models import Attempt
from demos.early.tally import Score, tally_of
from demos.early.tasks import TASKS, end_abandoned, print_ticket
from demos.models import Run
from demos.requeueing import ABANDONED_AFTER, requeue
from tests.demos.broker import RunningBroker

Status = Run.Status
VISITOR = uuid4()


def make_run(status: str = Status.QUEUED, *, gap_ms: int = 0, view: str = "before") -> Run:
    settings = {"view": view, "gap_ms": gap_ms, "tries": 5}
    started = timezone.now() - ABANDONED_AFTER - timedelta(seconds=1)
    lane = Run.Lane.BACKGROUND
    return Run.objects.create(
        visitor=VISITOR, scenario="early", lane=lane, status=status, started_at=started, settings=settings
    )


def look(attempt: Attempt, error: str = "") -> None:
    trying.note_look(attempt.pk, sent=timezone.now(), looked=timezone.now(), error=error)


def status_of(run: Run) -> str:
    run.refresh_from_db()
    return run.status


@pytest.mark.django_db
class TestFinish:
    def test_done_when_both_sides_have_noted_the_last_try(self) -> None:
        run = make_run()
        attempts = [trying.begin(run, number) for number in (1, 2)]
        for attempt in attempts:
            trying.book(attempt)
            trying.note_commit(attempt)
        look(attempts[0])
        assert status_of(run) == Status.QUEUED
        look(attempts[1], "DoesNotExist")
        assert status_of(run) == Status.DONE

    def test_not_before_the_request_says_that_there_are_no_more_tries(self) -> None:
        run = make_run(Status.RECEIVED)
        attempt = trying.begin(run, 1)
        trying.note_commit(attempt)
        look(attempt)
        assert status_of(run) == Status.RECEIVED

    def test_the_first_look_counts(self) -> None:
        attempt = trying.begin(make_run(), 1)
        look(attempt, "DoesNotExist")
        look(attempt)  # the message came twice
        attempt.refresh_from_db()
        assert attempt.error == "DoesNotExist"


@pytest.mark.django_db
class TestTask:
    def test_twice_is_one_ticket(self) -> None:
        attempt = trying.begin(make_run(), 1)
        booking = trying.book(attempt)
        print_ticket(booking.pk)
        booking.refresh_from_db()
        printed = booking.ticket_at
        print_ticket(booking.pk)
        booking.refresh_from_db()
        assert printed is not None
        assert booking.ticket_at == printed

    def test_a_request_that_never_came_to_its_end(self, broker: RunningBroker) -> None:
        run = make_run(Status.RECEIVED)
        trying.begin(run, 1)
        assert requeue({"early": TASKS}, timezone.now()) == 1
        assert broker.depth("demos") == 1
        end_abandoned(run.pk)
        assert status_of(run) == Status.FAILED
        assert run.failure == "The server stopped in the middle of it."


@pytest.mark.django_db
class TestTally:
    def test_by_gap_and_side_of_what_was_answered(self) -> None:
        for gap, error in ((500, "DoesNotExist"), (0, ""), (500, ""), (500, "DoesNotExist")):
            look(trying.begin(make_run(gap_ms=gap), 1), error)
        trying.begin(make_run(gap_ms=0, view="after"), 1)  # nobody has looked
        lines = tally_of(VISITOR)
        assert [line.gap_ms for line in lines] == [0, 500]
        assert [line.before for line in lines] == [Score(1, 0), Score(3, 2)]
        assert lines[0].after == Score(0, 0)
        assert tally_of(uuid4()) == []


class TestDials:
    @pytest.mark.parametrize(
        ("gap", "asked", "allowed"), [(0, 20, 20), (250, 20, 20), (500, 20, 10), (2000, 5, 2)]
    )
    def test_no_more_tries_than_the_others_can_wait_for(self, gap: int, asked: int, allowed: int) -> None:
        assert Dials(gap, asked).tries_allowed == allowed
        assert gap * allowed <= MOST_OPEN_MS

    @pytest.mark.parametrize("data", [{}, {"gap_ms": "2001", "tries": "3"}, {"gap_ms": "-1", "tries": "x"}])
    def test_nonsense_is_the_usual(self, data: dict[str, str]) -> None:
        assert read_dials(data) == Dials()
