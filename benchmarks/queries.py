"""How many queries a page costs a learner with progress. Tests hold the budgets; this prints the counts."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from benchmarks import report
from benchmarks.pages import PAGES, QUIZ, first_option


@dataclass(frozen=True)
class _Visit:
    """A request to make, later."""

    client: Client
    path: str
    data: dict[str, str] | None = None

    def __call__(self) -> object:
        if self.data is None:
            return self.client.get(self.path)
        return self.client.post(self.path, self.data)


def run() -> None:
    """Print them, counted in this process against the running site's own database."""
    client = Client(SERVER_NAME="localhost")
    attempt = client.post(QUIZ).headers["location"]
    report.heading("Queries, for a learner with progress")
    for name, path in PAGES.items():
        _print(name, _Visit(client, path))
    question = client.get(attempt).content.decode()
    _print("quiz question", _Visit(client, attempt))
    _print("answer submitted", _Visit(client, f"{attempt}answer/", first_option(question)))


def _print(name: str, act: Callable[[], object]) -> None:
    with CaptureQueriesContext(connection) as queries:
        act()
    report.count(name, len(queries))
