"""Signing up as a reader or a script does, and reading the page that comes of it."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from celery.contrib.testing.worker import start_worker
from django.test import Client

from config.celery import app
from demos.models import Run
from demos.signup.ways import BACKGROUND, BY_HAND, IN_THE_VIEW, SLEEP, Way

PAGE = "/demos/signup/"
QUICK = {"name": "Ada", "mail_delay_ms": "60"}
URLS: dict[Way, str] = {
    IN_THE_VIEW: f"{PAGE}in-the-view/",
    SLEEP: f"{PAGE}sleep/",
    BY_HAND: f"{PAGE}by-hand/",
    BACKGROUND: f"{PAGE}background/",
}


def sign_up(client: Client, way: Way, **chosen: str) -> Any:
    """The reply to a sign-up that went this way; quick, unless something else was chosen."""
    return client.post(URLS[way], {**QUICK, **chosen})


def run_of(response: Any) -> Run:
    """The run that a reply in JSON is about, as it is now."""
    return Run.objects.get(pk=response.json()["id"])


@contextmanager
def a_worker() -> Iterator[None]:
    """A real worker, in a thread of the test, on the broker of the test."""
    with start_worker(app, perform_ping_check=False, pool="solo", queues=["demos"]):
        yield
