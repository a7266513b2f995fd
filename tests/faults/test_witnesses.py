"""Whether an ordeal would see it: files that are left, tasks that were cut, a database that was locked."""

from http import HTTPStatus
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

from benchmarks.torture import leftovers
from benchmarks.torture.learning.complaints import complaints
from benchmarks.torture.learning.learner import Tally
from benchmarks.torture.restarting.handing_over import handing_over
from demos import spans
from demos.files import PICTURES
from demos.models import Run, Span
from demos.spans import lost
from demos.upload.tasks import make_sizes, send_confirmation
from tests.demos.broker import RunningBroker
from tests.demos.rows import add_pictures, make_run


@pytest.mark.django_db
class TestLeftovers:
    @pytest.fixture(autouse=True)
    def _a_run(self, broker: RunningBroker) -> None:
        broker.forget_everything()
        self.run = make_run(status=Run.Status.DONE)
        add_pictures(self.run)

    def test_nothing(self) -> None:
        assert leftovers.sweep_up() == leftovers.Leftovers(0, 0, ())

    def test_a_file_without_a_row_is_counted_and_swept(self) -> None:
        name = default_storage.save(f"{PICTURES}/stray.jpg", ContentFile(b"a picture"))
        assert leftovers.sweep_up() == leftovers.Leftovers(1, 0, ())
        assert not default_storage.exists(name)

    def test_a_row_without_its_file(self) -> None:
        default_storage.delete(str(self.run.photo.name))
        found = leftovers.sweep_up()
        assert (found.missing, found.faults) == (1, ("1 rows without their file",))

    def test_a_message_in_the_queue(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(leftovers, "SECONDS_TO_ACKNOWLEDGE", 0)
        make_sizes.publish(self.run.pk)
        (fault,) = leftovers.sweep_up().faults
        assert fault.startswith("the queue is not empty")


@pytest.mark.django_db
class TestHandingOver:
    @pytest.mark.parametrize(
        ("name", "clean"),
        [
            (make_sizes.steps[0], True),
            (send_confirmation.before_retry, True),
            (make_sizes.before_retry, False),
            (make_sizes.held, False),
            (lost(make_sizes.steps[0]), False),
        ],
    )
    def test_only_a_letter_may_wait(self, name: str, clean: bool) -> None:
        run = make_run(status=Run.Status.DONE)
        now = timezone.now()
        Span.objects.create(run=run, name=name, place=spans.QUEUE, started_at=now, ended_at=now)
        assert handing_over([run.pk]).is_clean is clean


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("retry reason=OperationalError", 1),
        ("sqlite3.OperationalError: database is locked", 1),
        ("all is well", 0),
    ],
)
def test_a_complaint_stands_in_any_log(line: str, found: int, tmp_path: Path) -> None:
    (tmp_path / "log").mkdir()
    (tmp_path / "log" / "worker-demos.log.1").write_text(f"begun\n{line}\n")
    assert complaints(tmp_path) == found


@pytest.mark.parametrize(
    ("status", "unwanted"),
    [
        (HTTPStatus.OK, 0),
        (HTTPStatus.FOUND, 0),
        (HTTPStatus.TOO_MANY_REQUESTS, 0),
        (HTTPStatus.BAD_REQUEST, 1),
        (HTTPStatus.FORBIDDEN, 1),
        (HTTPStatus.INTERNAL_SERVER_ERROR, 1),
        (HTTPStatus.SERVICE_UNAVAILABLE, 1),
        (None, 1),
    ],
)
def test_every_refusal_but_to_wait_is_unwanted(status: int | None, unwanted: int) -> None:
    tally = Tally()
    tally.note(status, 0.1)
    assert tally.unwanted == unwanted
