"""Looking at the race's page as a reader does."""

import re
from html import unescape
from urllib.parse import urlencode

import pytest
from django.test import Client
from django.utils.html import strip_tags

from demos import workers
from demos.models import Run
from demos.workers import WorkerStatus

PAGE, RESULT, PILL = "/demos/upload/", "/demos/upload/result/", "/demos/workers/"
HTMX = {"HX-Request": "true"}


def employ(monkeypatch: pytest.MonkeyPatch, status: WorkerStatus) -> None:
    """Have the workers in this state."""
    monkeypatch.setattr(workers, "status", lambda: status)


def words_of(html: str) -> str:
    """What a reader sees of it, on one line."""
    html = re.sub(r"<(script|style|template|title)\b.*?</\1>", " ", html, flags=re.DOTALL)
    return re.sub(r"\s+", " ", unescape(strip_tags(re.sub(r"<(?!/?(b|i|wbr)\b)", " <", html)))).strip()


def look(client: Client, *runs: Run, **more: str) -> str:
    """The page that shows these runs."""
    address = {str(run.lane): str(run.pk) for run in runs}
    return client.get(f"{PAGE}?{urlencode(address | more)}").text
