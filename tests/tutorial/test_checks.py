"""manage.py check fails on faulty content, with one error for each fault."""

from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from pytest_django import Settings

from tests.tutorial.library.folders import write


def test_the_content_of_the_site_is_sound() -> None:
    call_command("check")


def test_every_fault_is_an_error(tmp_path: Path, settings: Settings) -> None:
    changes = {"one/course.yaml": "", "one/concepts.yaml": "- {id: a, id: b}\n"}
    settings.CONTENT_DIR = write(tmp_path, {**changes, "one/rounds/round.yaml": None})
    with pytest.raises(SystemCheckError) as caught:
        call_command("check")
    lines = str(caught.value).splitlines()
    assert [line for line in lines if line.startswith("content/one/course.yaml:1: file: is empty;")]
    assert "content/one/concepts.yaml:1: id: is already on line 1; keep one of the two" in lines
