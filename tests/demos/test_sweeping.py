"""What is swept, and above all what is not."""

import os
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

from demos import sweeping
from demos.models import Letter, Picture, Run, Span
from tests.demos.rows import add_letter, add_pictures, make_run

pytestmark = pytest.mark.django_db

NOW = timezone.now()
TOO_OLD = NOW - timedelta(days=1, seconds=1)
Status = Run.Status


def files() -> list[str]:
    return [
        f"{folder}/{name}" for folder in ("photos", "pictures") for name in default_storage.listdir(folder)[1]
    ]


class TestSweepRuns:
    def test_after_a_day_with_everything_it_left(self) -> None:
        old, young = make_run(started_at=TOO_OLD), make_run(started_at=NOW)
        for run in (old, young):
            add_pictures(run)
            add_letter(run)
            run.spans.create(name="send email", place="web", started_at=NOW)
        assert sweeping.sweep_runs(NOW) == 1
        assert list(Run.objects.all()) == [young]
        assert {Picture.objects.count(), Letter.objects.count(), Span.objects.count()} == {4, 1}
        assert len(files()) == 5
        assert default_storage.exists(str(young.photo))

    def test_the_oldest_of_a_visitor_with_too_many(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(sweeping, "RUNS_OF_A_VISITOR", 2)
        visitor = uuid4()
        runs = [
            make_run(visitor=visitor, status=Status.DONE, started_at=NOW - timedelta(minutes=age))
            for age in (3, 1, 4, 2)
        ]
        other = make_run(status=Status.DONE, started_at=NOW - timedelta(minutes=9))
        assert sweeping.sweep_runs(NOW) == 2
        assert set(Run.objects.all()) == {runs[1], runs[3], other}

    def test_the_oldest_of_too_many_in_all(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(sweeping, "RUNS_IN_ALL", 1)
        make_run(status=Status.DONE, started_at=NOW - timedelta(minutes=2))
        newest = make_run(status=Status.DONE, started_at=NOW)
        assert sweeping.sweep_runs(NOW) == 1
        assert Run.objects.get() == newest

    @pytest.mark.parametrize("status", [Status.RECEIVED, Status.UNQUEUED, Status.QUEUED, Status.WORKING])
    def test_not_what_is_under_way(self, status: Status, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(sweeping, "RUNS_IN_ALL", 0)
        make_run(status=status, started_at=NOW)
        assert sweeping.sweep_runs(NOW) == 0

    def test_a_file_that_is_gone_already(self) -> None:
        run = make_run(started_at=TOO_OLD)
        default_storage.delete(str(run.photo))
        assert sweeping.sweep_runs(NOW) == 1


class TestSweepFiles:
    def test_what_no_row_knows_after_a_day(self) -> None:
        run = make_run()
        add_pictures(run)
        stray, fresh = (default_storage.save(f"pictures/{name}", ContentFile(b"x")) for name in ("a", "b"))
        for path in [*files()]:
            if path != fresh:
                self.make_old(path)
        assert sweeping.sweep_files(NOW) == 1
        assert not default_storage.exists(stray)
        assert default_storage.exists(fresh)
        assert len(files()) == 6

    def test_before_the_first_upload(self) -> None:
        assert sweeping.sweep_files(NOW) == 0

    @staticmethod
    def make_old(path: str) -> None:
        moment = TOO_OLD.timestamp()
        os.utime(default_storage.path(path), (moment, moment))
