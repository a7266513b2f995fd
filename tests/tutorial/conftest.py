"""A library of two courses: ours, and the tiny one that the tests bring along."""

import shutil
from pathlib import Path

import pytest
from pytest_django import Settings

from tutorial.library import Library, library

TESTS = Path(__file__).resolve().parent.parent


@pytest.fixture
def two_courses(settings: Settings, tmp_path: Path) -> Library:
    """Serve our content with the tests' own course beside it: a copy of files, nothing else."""
    content = tmp_path / "content"
    shutil.copytree(settings.CONTENT_DIR, content)
    shutil.copytree(TESTS / "content", content, dirs_exist_ok=True)
    settings.CONTENT_DIR = content
    return library()
