"""A bucket whose server refuses, or is frozen, while uploads are under way."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from django.conf import settings
from django.test import override_settings

from benchmarks.torture.finding import Finding
from benchmarks.torture.people import UPLOAD, people
from benchmarks.torture.reckoning import reckon
from benchmarks.torture.site import Tortured, tortured_site
from benchmarks.torture.storing.refusals import upload_in_vain
from benchmarks.torture.storing.rows import tried_again
from benchmarks.torture.waiting import wait_until_over
from config.storage_urls import storage_options
from tests.demos.waiting import wait_until
from tests.object_store import ObjectStore, object_store

SECONDS_TO_NOTICE = 40


def ordeal(folder: Path, *, visitors: int, uploads: int) -> list[Finding]:
    """The server refuses, then it is frozen: each time in the middle of `uploads` of each visitor."""
    with object_store() as store, tortured_site(folder / "var", STORAGE_URL=store.url) as site, _ours(store):
        crowd_of = visitors, uploads
        return [
            _undergo(site, crowd_of, "refuses", _refusing(store)),
            _undergo(site, crowd_of, "is frozen", _frozen(store)),
        ]


@contextmanager
def _refusing(store: ObjectStore) -> Iterator[None]:
    store.refuse()
    try:
        yield
    finally:
        store.serve()


@contextmanager
def _frozen(store: ObjectStore) -> Iterator[None]:
    store.freeze()
    try:
        yield
    finally:
        store.thaw()


@contextmanager
def _ours(store: ObjectStore) -> Iterator[None]:
    """The storage of this process, too, is that bucket."""
    backend = {"BACKEND": "config.object_storage.ObjectStorage", "OPTIONS": storage_options(store.url)}
    with override_settings(STORAGES={**settings.STORAGES, "default": backend}):
        yield


def _undergo(
    site: Tortured, crowd_of: tuple[int, int], what: str, away: AbstractContextManager[None]
) -> Finding:
    visitors, uploads = crowd_of
    with people(site.url, visitors) as crowd:
        for person in crowd:
            for _ in range(uploads):
                person.begin(UPLOAD)
        before = tried_again()
        with away:
            wait_until(lambda: tried_again() > before, SECONDS_TO_NOTICE)
            refusals = upload_in_vain(crowd)
            tried = tried_again() - before
        wait_until_over(crowd)
        found = reckon(crowd)
    return Finding(
        fault=f"storage {what}",
        done=f"in the middle of {visitors * uploads} uploads",
        seen=f"{refusals}; {tried} times a task waited for the storage; {found}",
        lost=found.lost,
        twice=found.twice,
        held=refusals.held and tried > 0 and not found.faults,
    )
