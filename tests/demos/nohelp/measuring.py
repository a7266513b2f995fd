"""Pressing the buttons of both parts as a script does."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from celery.contrib.testing.worker import start_worker
from django.test import Client

from config.celery import app
from demos.models import Run

PAGE, FULL_PAGE = "/demos/nohelp/", "/demos/nohelp/full/"
LANES = ("blocking", "background")


def press(client: Client, lane: str, page: str = PAGE, **chosen: str) -> Any:
    """The reply of that lane."""
    return client.post(f"{page}{lane}/", chosen)


def run_of(response: Any) -> Run:
    """The run that a reply in JSON is about, as it is now."""
    return Run.objects.get(pk=response.json()["id"])


@contextmanager
def a_worker(*queues: str) -> Iterator[None]:
    """A real worker, in a thread of the test, on the broker of the test."""
    with start_worker(app, perform_ping_check=False, pool="solo", queues=[*queues] or ["demos"]):
        yield
