"""No query reads a whole table that grows with learners or runs: all pages and tasks are asked."""

from collections.abc import Iterator
from contextlib import suppress

import pytest
from django.apps import apps
from django.contrib import admin
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from kombu.exceptions import OperationalError
from pytest_django import Settings

import config.urls  # noqa: F401  looks for what the rooms show to operators
import demos.stage.tasks
import demos.tasks
import learners.tasks
import quizzes.tasks
from demos.present.scenes import scenes
from learners.joining import move
from learners.models import Learner, User
from quizzes.models import Attempt
from tests.attackers.addresses import all_addresses
from tests.attackers.belongings import LARGEST, Person, Things, account, things_of
from tests.demos.broker import celery_on
from tests.explained import Queries
from tests.learners.rows import one_of_each
from tests.site import free_port
from tests.test_pages import PAGES
from tests.upgrade import life

TOKEN = "whoever knows it reads the figures"
# Tables that do not grow with learners or runs.
SMALL = {
    "django_content_type": "a row for each model",
    "django_site": "one row",
    "auth_permission": "a few rows for each model",
    "auth_group": "whatever an operator makes",
    "socialaccount_socialapp": "a row for each way to sign in elsewhere",
    "demos_stage_loadtest": "the newest 30 tests of the stage",
    "demos_noworker_housekeeping": "one row",
    "present_wrongguess": "those of the last ten minutes only",
    "demos_noworker_sample": "two a second while somebody looks, of the last minutes only",
}
# (table, words of the statement): why it may read the table.
SWEPT = "The sweep looks at all runs, and leaves at most 10,000."
FOUND = "An operator finds a run by one of three ids, among those 10,000; no visitor asks so."
EXCEPTIONS = {
    ("demos_run", '"qualify"'): SWEPT,
    ("demos_run", '"demos_run"."request_id" = '): FOUND,
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


def show_the_lab(presenter: Person, things: Things) -> None:
    """Every address of the demos, those of somebody's run and of presenter mode among them."""
    named = {
        "run_id": things.run.pk,
        "series_id": things.series.pk,
        "test_id": things.load_test.pk,
        "size": LARGEST,
        "code": things.code,
        "slug": "upload",
    }
    for address in all_addresses():
        if address.name.startswith("demos:"):
            presenter.client.get(
                reverse(address.name, kwargs={name: named[name] for name in address.arguments})
            )
    for scene in scenes():
        assert presenter.client.get(scene.url).status_code == 200


def turn_pages_at_two_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    """A list that fits on one page is asked for without a LIMIT."""
    for shown in admin.site._registry.values():
        monkeypatch.setattr(shown, "list_per_page", 1)


def look_after_the_site(operator: Client, owner: Person) -> None:
    """Every list, each way to search it, a row's page and what was done to it; and the figures."""
    assert owner.learner
    assert owner.learner.user
    words = [owner.learner.user.username[:8], owner.learner.pk]  # how the name begins, and an id
    for model in admin.site._registry:
        name, row = f"admin:{model._meta.app_label}_{model._meta.model_name}", model._base_manager.all()[0]
        for search in ({}, *({"q": word} for word in (*words, row.pk))):
            assert operator.get(reverse(f"{name}_changelist"), search).status_code == 200
        for page in ("change", "history"):
            assert operator.get(reverse(f"{name}_{page}", args=[row.pk])).status_code == 200
    operator.get("/admin/")
    assert operator.get("/metrics", headers={"Authorization": f"Bearer {TOKEN}"}).status_code == 200


def read_whole(queries: Queries) -> list[str]:
    """Each table that grows and was read whole, with the statement."""
    excused = EXCEPTIONS | (ON_POSTGRESQL if connection.vendor == "postgresql" else {})
    grows = {model._meta.db_table for model in apps.get_models(include_auto_created=True)} - set(SMALL)
    return [
        f"{table}: {sql}"
        for table, sql in queries.scans()
        if table in grows and not any(table == of and words in sql for of, words in excused)
    ]


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

    whole = read_whole(queries)
    assert len(queries.asked) > 100
    assert not whole, "\n".join(whole)


def test_neither_do_the_lab_and_its_presenter_nor_those_who_look_after_the_site(
    queries: Queries, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.METRICS_TOKEN = TOKEN
    turn_pages_at_two_rows(monkeypatch)
    boss, ada = account("present_class", is_staff=True, is_superuser=True), account()
    assert ada.learner
    show_the_lab(boss, things_of(boss))
    things_of(ada)
    one_of_each(ada.learner)
    one_of_each(Learner.objects.create())
    look_after_the_site(boss.client, ada)

    whole = read_whole(queries)
    assert len(queries.asked) > 50
    assert not whole, "\n".join(whole)
