"""A bucket fails as a disk does: held against a real server, over HTTP."""

import time
from collections.abc import Iterator

import pytest
from django.core.files.base import ContentFile

from config import object_storage
from config.object_storage import ObjectStorage
from config.storage_urls import storage_options
from tests.object_store import ObjectStore, object_store
from tests.site import free_port


@pytest.fixture(scope="module")
def store() -> Iterator[ObjectStore]:
    with object_store() as store:
        yield store


@pytest.fixture
def storage(store: ObjectStore) -> ObjectStorage:
    return ObjectStorage(**storage_options(store.url))


class TestWhileAllIsWell:
    def test_what_is_kept_is_there_until_it_is_deleted(self, storage: ObjectStorage) -> None:
        assert storage.save("photos/one", ContentFile(b"first")) == "photos/one"
        with storage.open("photos/one") as file:
            assert file.read() == b"first"
        assert storage.size("photos/one") == len(b"first")
        assert storage.exists("photos/one")
        assert abs(storage.get_modified_time("photos/one").timestamp() - time.time()) < 10
        storage.delete("photos/one")
        storage.delete("photos/one")
        assert not storage.exists("photos/one")

    def test_a_folder_is_listed_and_nothing_else(self, storage: ObjectStorage) -> None:
        assert storage.listdir("pictures") == ([], [])
        for name in ("pictures/a", "pictures/b", "elsewhere/c"):
            storage.save(name, ContentFile(b"x"))
        assert storage.listdir("pictures") == ([], ["a", "b"])

    def test_the_type_is_never_what_a_client_calls_it(
        self, store: ObjectStore, storage: ObjectStorage
    ) -> None:
        page = ContentFile(b"<script>")
        page.content_type = "text/html"  # type: ignore[attr-defined]  # as an upload has it
        storage.save("photos/page.html", page)
        assert store.types() == {"application/octet-stream"}

    def test_in_a_folder_of_the_bucket(self, store: ObjectStore) -> None:
        within = ObjectStorage(**storage_options(f"{store.url}&folder=of/a/site"))
        within.save("photos/two", ContentFile(b"x"))
        assert "of/a/site/photos/two" in store.names()
        assert within.listdir("photos") == ([], ["two"])


class TestFailing:
    def test_what_is_not_there(self, storage: ObjectStorage) -> None:
        with pytest.raises(FileNotFoundError):
            storage.open("photos/nothing")
        with pytest.raises(FileNotFoundError):
            storage.size("photos/nothing")

    def test_a_bucket_that_is_not_there_is_not_a_file_that_is_gone(self, store: ObjectStore) -> None:
        elsewhere = ObjectStorage(**storage_options(store.url.replace("/photos", "/nowhere")))
        with pytest.raises(OSError, match="NoSuchBucket") as refused:
            elsewhere.open("photos/one")
        assert not isinstance(refused.value, FileNotFoundError)
        with pytest.raises(OSError, match="NoSuchBucket"):
            elsewhere.save("photos/one", ContentFile(b"x"))

    def test_nobody_listens(self) -> None:
        nowhere = ObjectStorage(
            **storage_options(f"s3://key:secret@127.0.0.1:{free_port()}/photos?scheme=http")
        )
        for attempt in (nowhere.exists, nowhere.delete, nowhere.open, nowhere.listdir):
            nowhere._left_alone_until = 0
            with pytest.raises(OSError, match="does not answer"):
                attempt("photos/one")

    def test_a_frozen_server_is_left_alone_for_a_moment(
        self, store: ObjectStore, storage: ObjectStorage, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(object_storage, "SECONDS_TO_ANSWER", 0.2)
        impatient = ObjectStorage(**storage_options(store.url))
        storage.save("photos/three", ContentFile(b"x"))
        store.freeze()
        try:
            with pytest.raises(TimeoutError, match="does not answer"):
                impatient.open("photos/three")
            began = time.monotonic()
            with pytest.raises(TimeoutError, match="left alone"):
                impatient.open("photos/three")
            assert time.monotonic() - began < 0.1
        finally:
            store.thaw()
        impatient._left_alone_until = 0
        assert impatient.open("photos/three").read() == b"x"

    def test_refusing_and_serving_again(self, store: ObjectStore, storage: ObjectStorage) -> None:
        storage.save("photos/four", ContentFile(b"x"))
        store.refuse()
        try:
            with pytest.raises(OSError, match="does not answer"):
                storage.open("photos/four")
        finally:
            store.serve()
        storage._left_alone_until = 0
        assert storage.open("photos/four").read() == b"x"
