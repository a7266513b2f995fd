"""A visitor of the race's page, and somebody backstage."""

from uuid import UUID

import pytest
from django.test import Client

from demos import workers
from demos.visitors import visitor_of
from demos.workers import WorkerStatus
from tests.demos.upload.reading import PAGE, employ


@pytest.fixture
def two_workers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two workers are ready."""
    employ(monkeypatch, WorkerStatus(workers.READY, 2, 0))


@pytest.fixture
def me(client: Client, two_workers: None) -> UUID:
    """The visitor that `client` is."""
    client.get(PAGE)
    return visitor_of(client.get(PAGE).wsgi_request)
