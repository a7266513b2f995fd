"""Folders for ordeals."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest


@pytest.fixture
def short_folder() -> Iterator[Path]:
    """One whose path is short, because sockets lie in it."""
    with tempfile.TemporaryDirectory(prefix="fault-") as folder:
        yield Path(folder)
