"""Secrets come from the environment, and stay there."""

import os
import re
import subprocess
import sys
from pathlib import Path
from urllib.parse import unquote

import pytest
from django.test import Client
from pytest_django import Settings

from tests.lending import ROOT
from tests.site import OURS

SESAME = "sesame%2Fopen%40sesame!"  # as in a URL
ENVIRONMENT = {
    "SECRET_KEY": SESAME,
    "REDIS_URL": f"redis://:{SESAME}@127.0.0.1:1/0",
    "EMAIL_URL": f"smtp://ada:{SESAME}@127.0.0.1:1",
    "METRICS_TOKEN": SESAME,
    "GITHUB_CLIENT_ID": "an-app",
    "GITHUB_CLIENT_SECRET": SESAME,
}
LOOKS_LIKE_ONE = re.compile(
    r"-----BEGIN[ A-Z]* PRIVATE KEY-----|\bAKIA[0-9A-Z]{16}\b|\bgh[pousr]_[A-Za-z0-9]{36}\b"
    r"|\bsk_live_[A-Za-z0-9]{20}|\bxox[abpr]-[0-9A-Za-z-]{10}|\bAIza[\w-]{35}\b"
)


def committed() -> list[Path]:
    """Every file of the repository that is text."""
    listing = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False)
    if listing.returncode:
        pytest.skip("this copy is no repository")
    files = [ROOT / name for name in listing.stdout.decode().split("\0") if name]
    return [file for file in files if file.is_file()]


def test_none_is_committed() -> None:
    files = committed()
    assert [file for file in files if file.suffix in {".pem", ".key", ".p12"}] == []
    assert [file for file in files if LOOKS_LIKE_ONE.search(file.read_text(errors="ignore"))] == []


@pytest.mark.parametrize("one", ["-----BEGIN" + " PRIVATE KEY-----", "AKIA" + "A1" * 8, "ghp_" + "a" * 36])
def test_one_that_was_would_be_found(one: str) -> None:
    assert LOOKS_LIKE_ONE.search(f'key = "{one}"')


@pytest.mark.django_db
def test_the_page_of_an_error_shows_none(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not even to a developer, whose page of errors lists the settings: they may share their screen."""
    settings.DEBUG = True
    settings.SECRET_KEY = settings.EMAIL_HOST_PASSWORD = settings.METRICS_TOKEN = SESAME
    settings.REDIS_URL = settings.CELERY_BROKER_URL = settings.LAB_BROKER_URL = ENVIRONMENT["REDIS_URL"]
    monkeypatch.setattr("tutorial.views.home.render", lambda *_, **__: 1 / 0)
    reply = Client(raise_request_exception=False).get("/")
    assert reply.status_code == 500
    assert "ZeroDivisionError" in reply.text
    assert SESAME not in reply.text


def test_the_doctor_tells_none(tmp_path: Path) -> None:
    """It tells what cannot be reached; and nothing can here."""
    clean = {name: value for name, value in os.environ.items() if name not in OURS}
    said = subprocess.run(
        [sys.executable, "manage.py", "doctor"],
        cwd=ROOT,
        env={**clean, **ENVIRONMENT, "DATA_DIR": str(tmp_path)},
        capture_output=True,
        check=False,
        text=True,
    )
    assert said.returncode != 0
    assert "127.0.0.1" in said.stdout + said.stderr
    for part in (SESAME, unquote(SESAME), "sesame"):  # "open" is a word of its own there
        assert part not in said.stdout + said.stderr
