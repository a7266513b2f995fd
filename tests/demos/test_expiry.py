"""What has waited too long ends. With a real worker that drops a task: tests/demos/noworker."""

from datetime import timedelta

import pytest
from django.utils import timezone

from demos import expiry, spans
from demos.models import Run, Span
from tests.demos.rows import make_run

pytestmark = pytest.mark.django_db
Status = Run.Status


def waiting_run(
    seconds: float, status: Status = Status.QUEUED, wait: str = "in the queue: email", **more: int
) -> Run:
    """It may wait for 20 seconds, and has done so for that many."""
    run = make_run(status=status)
    run.settings |= {"expires_s": 20, **more}
    run.save()
    spans.open_wait(run.pk, wait)
    run.spans.update(started_at=timezone.now() - timedelta(seconds=seconds))
    return run


class TestEndExpired:
    @pytest.mark.parametrize("status", [Status.QUEUED, Status.WORKING])
    def test_a_run_that_waited_too_long_says_so(self, status: Status) -> None:
        run = waiting_run(21, status)
        expiry.end_expired(timezone.now())
        run.refresh_from_db()
        assert run.status == Status.FAILED
        assert (
            run.failure
            == "Expired: it waited in the queue for longer than 20 seconds, and is not done any more."
        )
        assert not run.spans.filter(ended_at=None).exists()

    def test_not_a_moment_earlier(self) -> None:
        run = waiting_run(19)
        expiry.end_expired(timezone.now())
        run.refresh_from_db()
        assert run.status == Status.QUEUED

    def test_what_is_not_in_the_queue_yet_waits_for_the_queue(self) -> None:
        run = waiting_run(100, Status.UNQUEUED)
        expiry.end_expired(timezone.now())
        run.refresh_from_db()
        assert run.status == Status.UNQUEUED

    def test_half_an_hour_where_nothing_else_is_said(self) -> None:
        run = make_run(status=Status.QUEUED)
        spans.open_wait(run.pk, "in the queue: email")
        for minutes, status in ((29, Status.QUEUED), (31, Status.FAILED)):
            expiry.end_expired(timezone.now() + timedelta(minutes=minutes))
            run.refresh_from_db()
            assert run.status == status
        assert "longer than 30 minutes" in run.failure

    def test_a_run_that_nobody_came_back_to(self) -> None:
        long_ago = timezone.now() - timedelta(minutes=61)
        run = make_run(status=Status.WORKING, started_at=long_ago)
        Span.objects.create(run=run, name="send email", place="demos@host/1", started_at=long_ago)
        expiry.end_expired(timezone.now())
        run.refresh_from_db()
        assert (run.status, run.failure) == (Status.FAILED, "It was not finished within 1 hour.")
