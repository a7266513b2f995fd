"""What is swept, and above all what is not."""

import os
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone
from pytest_django import Settings

from demos import sweeping
from demos.models import Letter, Picture, Run, Series, Span
from demos.series import add_take
from tests.demos.rows import add_letter, add_pictures, make_run

pytestmark = pytest.mark.django_db

NOW = timezone.now()
A_DAY_AGO = NOW - timedelta(days=1, seconds=1)
TOO_OLD = NOW - timedelta(days=30, seconds=1)
Status = Run.Status


def files() -> list[str]:
    return [
        f"{folder}/{name}" for folder in ("photos", "pictures") for name in default_storage.listdir(folder)[1]
    ]


class TestSweepRuns:
    def test_after_thirty_days_with_everything_it_left(self) -> None:
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
        monkeypatch.setattr(sweeping, "ROWS", replace(sweeping.ROWS, of_a_visitor=2))
        visitor = uuid4()
        runs = [
            make_run(visitor=visitor, status=Status.DONE, started_at=NOW - timedelta(minutes=age))
            for age in (3, 1, 4, 2)
        ]
        other = make_run(status=Status.DONE, started_at=NOW - timedelta(minutes=9))
        assert sweeping.sweep_runs(NOW) == 2
        assert set(Run.objects.all()) == {runs[1], runs[3], other}

    def test_the_oldest_of_too_many_in_all(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(sweeping, "ROWS", replace(sweeping.ROWS, in_all=1))
        make_run(status=Status.DONE, started_at=NOW - timedelta(minutes=2))
        newest = make_run(status=Status.DONE, started_at=NOW)
        assert sweeping.sweep_runs(NOW) == 1
        assert Run.objects.get() == newest

    @pytest.mark.parametrize("status", [Status.RECEIVED, Status.UNQUEUED, Status.QUEUED, Status.WORKING])
    def test_not_what_is_under_way(self, status: Status, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(sweeping, "ROWS", replace(sweeping.ROWS, in_all=0))
        make_run(status=status, started_at=NOW)
        assert sweeping.sweep_runs(NOW) == 0

    def test_a_file_that_is_gone_already(self) -> None:
        run = make_run(started_at=TOO_OLD)
        default_storage.delete(str(run.photo))
        assert sweeping.sweep_runs(NOW) == 1

    def test_a_series_goes_with_its_last_run(self) -> None:
        for started_at in (TOO_OLD, NOW):
            add_take(make_run(started_at=started_at), series=uuid4(), settings={}, round_=1)
        sweeping.sweep_runs(NOW)
        assert Series.objects.get().started_at == NOW


class TestSweepFilesOfRuns:
    def test_after_a_day_while_the_rows_stay(self) -> None:
        old, young = make_run(started_at=A_DAY_AGO), make_run(started_at=NOW)
        for run in (old, young):
            add_pictures(run)
        assert sweeping.sweep_files_of_runs(NOW) == 1
        assert Picture.objects.filter(run=old, file="").count() == 4
        old.refresh_from_db()
        assert not old.photo
        assert len(files()) == 5
        assert default_storage.exists(str(young.photo))
        assert sweeping.sweep_files_of_runs(NOW) == 0
        assert sweeping.sweep_runs(NOW) == 0

    def test_the_oldest_of_a_visitor_with_too_many(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(sweeping, "FILES", replace(sweeping.FILES, of_a_visitor=1))
        visitor = uuid4()
        for minutes in (1, 2):
            started = NOW - timedelta(minutes=minutes)
            make_run(visitor=visitor, status=Status.DONE, started_at=started)
        assert sweeping.sweep_files_of_runs(NOW) == 1
        assert Run.objects.exclude(photo="").get().started_at == NOW - timedelta(minutes=1)

    def test_not_the_photo_of_a_run_that_waits(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(sweeping, "FILES", replace(sweeping.FILES, in_all=0))
        make_run(status=Status.QUEUED, started_at=NOW)
        assert sweeping.sweep_files_of_runs(NOW) == 0


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

    def test_a_row_whose_file_is_gone_says_so(self) -> None:
        run = make_run()
        add_pictures(run)
        gone = run.pictures.get(size=96)
        for path in (str(run.photo), str(gone.file)):
            default_storage.delete(path)
        assert sweeping.sweep_files(NOW) == 0
        run.refresh_from_db()
        assert not run.photo
        assert run.pictures.get(file="") == gone

    def test_an_empty_place_is_not_where_the_files_are(
        self, settings: Settings, tmp_path: Path, caplog: pytest.LogCaptureFixture
    ) -> None:
        add_pictures(make_run())
        settings.MEDIA_ROOT = tmp_path / "not mounted"
        sweeping.sweep_files(NOW)
        assert "none of 5 files" in caplog.text
        assert not Run.objects.filter(photo="").exists()
        assert not Picture.objects.filter(file="").exists()

    def test_a_file_that_goes_meanwhile_keeps_no_other_from_being_swept(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        stray = default_storage.save("pictures/a", ContentFile(b"x"))
        self.make_old(stray)
        monkeypatch.setattr("demos.files.all_names", lambda: {stray, "pictures/just gone"})
        assert sweeping.sweep_files(NOW) == 1
        assert not default_storage.exists(stray)

    def test_before_the_first_upload(self) -> None:
        assert sweeping.sweep_files(NOW) == 0

    @staticmethod
    def make_old(path: str) -> None:
        moment = TOO_OLD.timestamp()
        os.utime(default_storage.path(path), (moment, moment))
