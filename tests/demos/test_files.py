"""The door to the storage: on a disk that cannot be written to, and in a bucket."""

import json
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import IO

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import Client
from pytest_django import Settings

from config.storage_urls import storage_options
from demos import files
from demos.files import FileGone, StorageAway
from demos.models import Picture, Run
from demos.sweeping import remove_runs, sweep_files
from demos.upload import work
from demos.upload.tasks import make_sizes
from tests.demos.clients import id_of
from tests.demos.photos import photo
from tests.demos.rows import add_picture, add_pictures, make_run
from tests.object_store import ObjectStore, object_store

pytestmark = pytest.mark.django_db

FORM = {"mail_delay_ms": "0"}


@pytest.fixture(scope="module")
def server() -> Iterator[ObjectStore]:
    with object_store() as server:
        yield server


@pytest.fixture
def bucket(server: ObjectStore, settings: Settings, tmp_path: Path) -> ObjectStore:
    """The storage is a bucket, and in it a folder of this test's."""
    options = storage_options(f"{server.url}&folder={tmp_path.name}")
    backend = {"BACKEND": "config.object_storage.ObjectStorage", "OPTIONS": options}
    settings.STORAGES = {**settings.STORAGES, "default": backend}
    return server


def break_disk(settings: Settings, tmp_path: Path) -> None:
    """A folder that not even root can write to: its parent is a file."""
    (tmp_path / "file").touch()
    settings.MEDIA_ROOT = tmp_path / "file" / "media"


@pytest.fixture
def broken_disk(settings: Settings, tmp_path: Path) -> None:
    break_disk(settings, tmp_path)


class FullDisk:
    """What is saved is begun, and then there is no more room."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        whole = default_storage.save

        def save(name: str, content: IO[bytes]) -> str:
            whole(name, ContentFile(content.read(4)))
            raise OSError(28, "No space left on device")

        monkeypatch.setattr(default_storage, "save", save)


class TestRefusal:
    @pytest.mark.parametrize("lane", ["blocking", "background"])
    def test_in_json(self, broken_disk: None, api: Client, lane: str) -> None:
        response = api.post(f"/demos/upload/{lane}/", {**FORM, "photo": self.upload()})
        assert response.status_code == 503
        assert response["Retry-After"] == "30"
        (fault,) = json.loads(response.content)["errors"]["__all__"]
        assert fault == {
            "message": "The place where photos are kept is full or does not answer. Try again in 30 seconds.",
            "code": "service_unavailable",
        }
        assert not Run.objects.exists()

    def test_on_a_page_and_in_a_page_that_stays(self, broken_disk: None, person: Client) -> None:
        for headers in ({}, {"HX-Request": "true"}):
            response = person.post(
                "/demos/upload/background/", {**FORM, "photo": self.upload()}, headers=headers
            )
            assert response.status_code == 503
            assert b"is full or does not answer. Try again in 30 seconds." in response.content
        assert not Run.objects.exists()

    def test_a_disk_too_full_for_what_comes_in(self, settings: Settings, tmp_path: Path, api: Client) -> None:
        settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path / "nowhere")
        settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 0
        response = api.post("/demos/upload/background/", {**FORM, "photo": self.upload()})
        assert response.status_code == 503
        assert not Run.objects.exists()

    def test_several_photos_are_kept_or_none(
        self, small_samples: None, api: Client, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        whole, saved = default_storage.save, []

        def save(name: str, content: IO[bytes]) -> str:
            saved.append(name)
            if len(saved) > 3:
                raise OSError(28, "No space left on device")
            return whole(name, content)

        monkeypatch.setattr(default_storage, "save", save)
        assert api.post("/demos/noworker/background/", {}).status_code == 503
        assert len(saved) == 4
        assert not Run.objects.exists()
        assert files.all_names() == set()

    @staticmethod
    def upload() -> BytesIO:
        file = photo()
        file.name = "holiday.jpg"
        return file


class TestKeep:
    def test_nothing_of_it_is_left_on_a_full_disk(self, monkeypatch: pytest.MonkeyPatch) -> None:
        FullDisk(monkeypatch)
        run = Run()
        with pytest.raises(StorageAway):
            files.keep(run.photo, ContentFile(b"a photo"))
        assert not run.photo
        assert files.all_names() == set()


class TestRead:
    def test_what_was_removed_on_purpose(self) -> None:
        with pytest.raises(FileGone):
            files.content_of(Run().photo)

    def test_a_folder_that_is_no_folder(self, broken_disk: None) -> None:
        with pytest.raises(StorageAway):
            files.content_of(Run(photo="photos/one").photo)

    def test_a_picture_says_that_it_will_be_back(
        self, person: Client, settings: Settings, tmp_path: Path
    ) -> None:
        run = make_run(visitor=id_of(person))
        add_picture(run, 96)
        break_disk(settings, tmp_path)
        response = person.get(f"/demos/runs/{run.pk}/pictures/96/")
        assert response.status_code == 503
        assert "immutable" not in response.get("Cache-Control", "")

    def test_a_blocking_run_fails_in_words(self, settings: Settings, tmp_path: Path) -> None:
        run = make_run(lane=Run.Lane.BLOCKING)
        break_disk(settings, tmp_path)
        make_sizes(run.pk)
        run.refresh_from_db()
        assert (run.status, run.failure) == (Run.Status.FAILED, str(StorageAway()))

    def test_equal_pictures_are_known_by_their_digests(self, settings: Settings, tmp_path: Path) -> None:
        one, other = make_run(), make_run()
        for run in (one, other):
            work.make_sizes(run)
        break_disk(settings, tmp_path)
        assert work.same_bytes(one, other)


class TestRemove:
    def test_what_cannot_be_removed_now_is_left_for_the_sweep(
        self, settings: Settings, tmp_path: Path
    ) -> None:
        run = make_run()
        break_disk(settings, tmp_path)
        assert remove_runs(Run.objects.filter(pk=run.pk)) == 1


class TestInABucket:
    def test_it_is_asked_whether_it_is_there(self, bucket: ObjectStore) -> None:
        assert files.storage_answers()
        bucket.refuse()
        try:
            assert not files.storage_answers()
        finally:
            bucket.serve()

    def test_an_upload_from_the_photo_to_the_page(self, bucket: ObjectStore, person: Client) -> None:
        run = make_run(visitor=id_of(person))
        work.make_sizes(run)
        work.make_sizes(run)
        assert len(files.all_names()) == 5
        picture = Picture.objects.get(run=run, size=96)
        response = person.get(f"/demos/runs/{run.pk}/pictures/96/")
        assert len(response.content) == picture.bytes
        assert response["Content-Type"] == "image/jpeg"
        assert remove_runs(Run.objects.all()) == 1
        assert files.all_names() == set()

    def test_the_sweep(self, bucket: ObjectStore) -> None:
        run = make_run()
        add_pictures(run)
        default_storage.delete(str(run.pictures.get(size=96).file))
        default_storage.save("pictures/stray", ContentFile(b"x"))
        later = Picture.objects.first()
        assert later is not None
        assert sweep_files(later.made_at) == 0, "it is too young"
        assert sweep_files(later.made_at.replace(year=later.made_at.year + 1)) == 1
        known = {str(run.photo), *(str(picture.file) for picture in run.pictures.exclude(file=""))}
        assert known == files.all_names()
        assert len(known) == 4

    def test_a_photo_that_is_gone(self, bucket: ObjectStore, person: Client) -> None:
        run = make_run(visitor=id_of(person))
        default_storage.delete(str(add_picture(run, 96).file))
        assert person.get(f"/demos/runs/{run.pk}/pictures/96/").status_code == 404
