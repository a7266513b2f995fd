"""From one status to the next, and from which ones not."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone

from demos import runs, spans
from demos.failure_words import UNEXPECTED
from demos.failures import RunFailure
from demos.models import Run
from tests.demos.rows import make_run

pytestmark = pytest.mark.django_db

Status = Run.Status


def start(**fields: object) -> Run:
    return runs.start_run(
        **{
            "visitor": uuid4(),
            "lane": Run.Lane.BACKGROUND,
            "arrived": timezone.now() - timedelta(milliseconds=30),
            "photo": ContentFile(b"a photo"),
            "scenario": "upload",
            "settings": {"photo": "../../etc/passwd", "mail_delay_ms": 0},
            **fields,
        }  # type: ignore[arg-type]
    )


class TestStartRun:
    def test_keeps_the_photo_under_a_name_of_our_own(self) -> None:
        run = start()
        assert run.photo.name is not None
        assert run.photo.name.startswith("photos/")
        assert "passwd" not in run.photo.name
        with run.photo.open("rb") as file:
            assert file.read() == b"a photo"

    def test_records_what_the_request_did_from_its_arrival(self) -> None:
        run = start()
        checked, stored = run.spans.all()
        assert (checked.name, stored.name) == ("receive and check", "store the photo")
        assert checked.started_at == run.started_at
        assert checked.ended_at == stored.started_at
        assert stored.ended_at is not None
        assert {checked.place, stored.place} == {"web"}

    def test_no_photo_has_the_name_of_another(self) -> None:
        assert start().photo.name != start().photo.name


class TestNoteReply:
    def test_the_time_since_the_arrival(self) -> None:
        run = runs.note_reply(start())
        assert run.response_ms is not None
        assert run.response_ms >= 30

    @pytest.mark.parametrize(
        ("lane", "before", "after"),
        [
            (Run.Lane.BACKGROUND, Status.RECEIVED, Status.QUEUED),
            (Run.Lane.BACKGROUND, Status.UNQUEUED, Status.UNQUEUED),
            (Run.Lane.BACKGROUND, Status.DONE, Status.DONE),
            (Run.Lane.BLOCKING, Status.DONE, Status.DONE),
            (Run.Lane.BLOCKING, Status.FAILED, Status.FAILED),
        ],
    )
    def test_what_was_received_is_queued(self, lane: Run.Lane, before: Status, after: Status) -> None:
        assert runs.note_reply(make_run(lane=lane, status=before)).status == after

    def test_a_worker_may_have_been_quicker_than_the_reply(self) -> None:
        run = make_run()
        spans.open_wait(run.pk, "in the queue: email")
        runs.note_work(run.pk, waits=["in the queue: email"])
        assert runs.note_reply(run).status == Status.WORKING


class TestNoteWork:
    @pytest.mark.parametrize(
        ("before", "after"),
        [
            (Status.QUEUED, Status.WORKING),
            (Status.RECEIVED, Status.RECEIVED),  # its other task may not be queued yet
            (Status.UNQUEUED, Status.UNQUEUED),
            (Status.DONE, Status.DONE),
            (Status.FAILED, Status.FAILED),
        ],
    )
    def test_only_what_is_wholly_queued_is_worked_on(self, before: Status, after: Status) -> None:
        run = make_run(status=before)
        runs.note_work(run.pk)
        run.refresh_from_db()
        assert run.status == after

    def test_ends_the_wait(self) -> None:
        run = make_run(status=Status.QUEUED)
        spans.open_wait(run.pk, "in the queue: email")
        runs.note_work(run.pk, waits=["in the queue: email"])
        assert run.spans.get().ended_at is not None


class TestNoteUnqueued:
    @pytest.mark.parametrize(
        ("before", "after"),
        [
            (Status.RECEIVED, Status.UNQUEUED),
            (Status.QUEUED, Status.UNQUEUED),
            (Status.WORKING, Status.UNQUEUED),  # a worker has the first task; the second did not get through
            (Status.DONE, Status.DONE),
            (Status.FAILED, Status.FAILED),
        ],
    )
    def test_whatever_is_not_over(self, before: Status, after: Status) -> None:
        run = make_run(status=before)
        runs.note_unqueued(run.pk)
        run.refresh_from_db()
        assert run.status == after


class TestFinishRun:
    @pytest.mark.parametrize("before", Status)
    def test_ends_what_is_not_over_and_says_whether_it_did(self, before: Status) -> None:
        run = make_run(status=before)
        over = run.settled
        assert runs.finish_run(run.pk) is not over
        run.refresh_from_db()
        assert run.status == (before if over else Status.DONE)
        assert run.settled


class TestFailRun:
    def test_in_the_words_of_the_failure(self) -> None:
        run = make_run(status=Status.WORKING)
        runs.fail_run(run.pk, RunFailure("The mail server cannot be reached."))
        run.refresh_from_db()
        assert (run.status, run.failure) == (Status.FAILED, "The mail server cannot be reached.")

    def test_nothing_of_an_unexpected_error_reaches_the_visitor(self) -> None:
        run = make_run(status=Status.WORKING)
        runs.fail_run(run.pk, OSError("/home/secret: no such file"))
        run.refresh_from_db()
        assert run.failure == UNEXPECTED

    def test_ends_what_is_open(self) -> None:
        run = make_run(status=Status.QUEUED)
        spans.open_wait(run.pk, "in the queue: email")
        runs.fail_run(run.pk, RunFailure("over"))
        assert run.spans.get().ended_at is not None

    def test_what_is_done_stays_done(self) -> None:
        run = make_run(status=Status.DONE)
        spans.open_wait(run.pk, "in the queue: email")
        runs.fail_run(run.pk, RunFailure("too late"))
        run.refresh_from_db()
        assert (run.status, run.failure) == (Status.DONE, "")
        assert run.spans.get().ended_at is None
