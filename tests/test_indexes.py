"""No query reads a whole table that grows with learners or runs: all pages and tasks are asked."""

from collections.abc import Iterator
from contextlib import suppress

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from kombu.exceptions import OperationalError

import demos.stage.tasks
import demos.tasks
import learners.tasks
import quizzes.tasks
from learners.joining import move
from learners.models import Learner, User
from quizzes.models import Attempt
from tests.demos.broker import celery_on
from tests.explained import Queries
from tests.learners.rows import one_of_each
from tests.site import free_port
from tests.test_pages import PAGES
from tests.upgrade import life

# Tables that do not grow with learners or runs.
SMALL = {
    "django_content_type": "a row for each model",
    "django_site": "one row",
    "auth_permission": "a few rows for each model",
    "auth_group": "whatever an operator makes",
    "socialaccount_socialapp": "a row for each way to sign in elsewhere",
    "demos_stage_loadtest": "the newest 30 tests of the stage",
    "demos_noworker_housekeeping": "one row",
    "demos_noworker_sample": "two a second while somebody looks, of the last minutes only",
}
# (table, words of the statement): why it may read the table.
SWEPT = "The sweep looks at all runs, and leaves at most 10,000."
EXCEPTIONS = {
    ("demos_run", '"qualify"'): SWEPT,
    ("demos_run", 'WHERE NOT ("demos_run"."photo" = '): SWEPT,
    ("demos_picture", 'WHERE NOT ("demos_picture"."file" = '): SWEPT,
    ("demos_series", '"demos_take"."run_id" IS NULL'): SWEPT,
    ("demos_take", '"demos_take"."run_id" IS NULL'): SWEPT,
}
ON_POSTGRESQL = {
    ("tutorial_review", '"tutorial_review"."showing" + '): (
        "What follows each review: of few rows it prepares all at once, of many it takes the unique index."
    )
}


@pytest.fixture
def queries(db: None) -> Iterator[Queries]:
    queries = Queries()
    with queries.kept(), celery_on(f"redis://127.0.0.1:{free_port()}"):
        yield queries


def look_around(browser: Client, learner: Learner) -> None:
    attempts = Attempt.objects.of(learner.pk)
    for page in (*PAGES, *(f"/quizzes/attempts/{attempt.pk}/" for attempt in attempts)):
        browser.get(page)


def keep_house() -> None:
    demos.tasks.requeue()
    demos.tasks.sweep_runs()
    demos.tasks.sweep_files()
    demos.stage.tasks.tidy()
    with suppress(OperationalError):  # nobody takes the letter, but who gets one has been looked up
        learners.tasks.welcome_all()
    learners.tasks.move_late()
    quizzes.tasks.hand_in_exams()
    call_command("clearsessions")


def test_no_query_reads_a_whole_table_that_grows(queries: Queries) -> None:
    life.live()
    browser, guest = Client(), Learner.objects.create()
    one_of_each(guest)
    account = User.objects.get(email=life.EMAIL)
    browser.force_login(account, life.BY_PASSWORD)
    look_around(browser, account.learner)
    look_around(Client(), guest)
    keep_house()
    move(guest=guest, into=account.learner, now=timezone.now())
    browser.get("/account/data/download/")
    browser.post(reverse("learners:delete"), {"password": life.PASSWORD})

    excused = EXCEPTIONS | (ON_POSTGRESQL if connection.vendor == "postgresql" else {})
    grows = {model._meta.db_table for model in apps.get_models(include_auto_created=True)} - set(SMALL)
    whole = [
        f"{table}: {sql}"
        for table, sql in queries.scans()
        if table in grows and not any(table == of and words in sql for of, words in excused)
    ]
    assert len(queries.asked) > 100
    assert not whole, "\n".join(whole)
