"""A worker that takes what a test queues, in a thread of this process: it looks at the same database."""

from collections.abc import Iterator

import pytest
from celery.contrib.testing.worker import start_worker
from django.db import connections

from config.celery import app
from tests.demos.broker import RunningBroker


@pytest.fixture
def worker(broker: RunningBroker, transactional_db: None) -> Iterator[None]:
    """One that takes a task at a time."""
    with start_worker(app, pool="solo", perform_ping_check=False, queues=["demos"], shutdown_timeout=30):
        yield
    connections.close_all()
