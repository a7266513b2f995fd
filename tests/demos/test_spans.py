"""Spans as other processes see them."""

import threading
from datetime import timedelta
from uuid import UUID

import pytest
from django.db import connection, transaction

from demos import spans
from demos.models import Span
from tests.demos.rows import make_run

pytestmark = pytest.mark.django_db


class TestSpan:
    @pytest.mark.django_db(transaction=True)
    def test_is_seen_from_outside_while_it_lasts(self) -> None:
        run = make_run()
        with spans.span(run.pk, "resize 800 px"):
            assert open_spans_elsewhere(run.pk) == ["resize 800 px"]
        assert open_spans_elsewhere(run.pk) == []

    def test_is_closed_when_it_fails(self) -> None:
        run = make_run()
        with pytest.raises(ZeroDivisionError), spans.span(run.pk, "resize 800 px"):
            _ = 1 / 0
        row = run.spans.get()
        assert row.ended_at is not None
        assert row.ended_at >= row.started_at

    def test_says_what_and_where(self) -> None:
        run = make_run()
        with spans.span(run.pk, "send email", Span.Kind.NETWORK, simulated_ms=800):
            pass
        row = run.spans.get()
        assert (row.name, row.kind, row.place, row.simulated_ms) == ("send email", "network", "web", 800)

    @pytest.mark.django_db(transaction=True)
    def test_not_inside_a_transaction_where_nobody_would_see_it(self) -> None:
        run = make_run()
        span = spans.span(run.pk, "resize 800 px")
        with pytest.raises(RuntimeError, match="durable"), transaction.atomic(), span:
            pytest.fail("the span began unseen")


class TestWaits:
    def test_a_wait_is_open_until_the_task_is_taken(self) -> None:
        run = make_run()
        spans.open_wait(run.pk, "in the queue: email")
        row = run.spans.get()
        assert (row.kind, row.place, row.ended_at) == ("queue", "queue", None)
        spans.close(run.pk, "in the queue: email")
        row.refresh_from_db()
        assert row.ended_at is not None

    def test_closing_leaves_what_is_over_and_what_has_another_name(self) -> None:
        run = make_run()
        spans.open_wait(run.pk, "in the queue: email")
        spans.close(run.pk, "in the queue: email")
        first = run.spans.get().ended_at
        spans.open_wait(run.pk, "in the queue: sizes")
        spans.close(run.pk, "in the queue: email")
        assert [span.ended_at for span in run.spans.all()] == [first, None]

    def test_a_wait_that_never_began_is_forgotten(self) -> None:
        run = make_run()
        spans.open_wait(run.pk, "in the queue: email")
        spans.forget_wait(run.pk, "in the queue: email")
        assert not run.spans.exists()


def open_spans_elsewhere(run_id: UUID) -> list[str]:
    """What another connection to the database finds open."""
    found: list[str] = []

    def look() -> None:
        found.extend(Span.objects.filter(run_id=run_id, ended_at=None).values_list("name", flat=True))
        connection.close()

    thread = threading.Thread(target=look)
    thread.start()
    thread.join()
    return found


class TestLosing:
    def test_a_worker_that_begins_ends_the_wait_and_what_a_lost_one_left_open(self) -> None:
        run = make_run()
        for name in ("trying again: email", "send email", "resize 800 px"):
            spans.open_wait(run.pk, name)

        spans.begin_work(run.pk, waits=["in the queue: email", "trying again: email"], steps=["send email"])

        ended = {row.name: row.ended_at is not None for row in run.spans.all()}
        assert ended == {"trying again: email": True, "send email (lost)": True, "resize 800 px": False}

    def test_who_takes_a_task_is_noted_on_the_wait_that_ends_and_on_nothing_else(self) -> None:
        run = make_run()
        for name in ("in the queue: email", "in the queue: sizes"):
            spans.open_wait(run.pk, name)

        spans.begin_work(run.pk, waits=["in the queue: email"], steps=["send email"])

        takers = {row.name: row.taken_by for row in run.spans.all()}
        assert takers == {"in the queue: email": spans.here(), "in the queue: sizes": ""}

    def test_only_what_is_open_is_lost_and_at_the_time_that_is_known(self) -> None:
        run = make_run()
        with spans.span(run.pk, "resize 800 px"):
            pass
        spans.open_wait(run.pk, "send email")
        at = run.started_at + timedelta(seconds=3)

        assert spans.lose(run.spans.all(), at) == 1

        assert [(row.name, row.ended_at == at) for row in run.spans.order_by("name")] == [
            ("resize 800 px", False),
            ("send email (lost)", True),
        ]

    def test_a_long_name_still_fits_its_column(self) -> None:
        run = make_run()
        name = "a step that has a name of 40 characters."
        spans.open_wait(run.pk, name)
        spans.lose(run.spans.all(), run.started_at)
        assert run.spans.get().name == spans.lost(name)
        assert len(spans.lost(name)) == len(name) == 40
