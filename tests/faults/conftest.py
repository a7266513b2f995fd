"""Folders for ordeals."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.demos.broker import RunningBroker, running_broker


@pytest.fixture
def short_folder() -> Iterator[Path]:
    """One whose path is short, because sockets lie in it."""
    with tempfile.TemporaryDirectory(prefix="fault-") as folder:
        yield Path(folder)


@pytest.fixture(scope="module")
def broker(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningBroker]:
    """An empty queue that can be asked."""
    with pytest.MonkeyPatch.context() as environment:
        environment.delenv("REDIS_URL", raising=False)
        with running_broker(tmp_path_factory.mktemp("broker")) as broker:
            yield broker
