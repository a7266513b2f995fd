"""Who watches a demo: told of by its real pages, kept as evidence of its concepts."""

import logging
from dataclasses import asdict
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.http import HttpRequest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from demos import workers
from demos.models import Run
from demos.order.dials import Dials
from demos.workers import WorkerStatus
from learners.models import Evidence, Learner
from tests.demos.clients import id_of
from tests.demos.rows import make_run
from tests.demos.upload.races import make_background, make_blocking, make_queued
from tests.demos.upload.reading import employ
from tutorial.library import library

pytestmark = pytest.mark.django_db


@pytest.fixture
def me(client: Client, monkeypatch: pytest.MonkeyPatch) -> UUID:
    """The visitor that `client` is; two workers are backstage."""
    employ(monkeypatch, WorkerStatus(workers.READY, 2, 0))
    client.get("/demos/upload/")
    return id_of(client)


def look(client: Client, run: Run) -> None:
    assert client.get(f"/demos/{run.scenario}/", {run.lane: str(run.pk)}).status_code == 200


def concepts_of(demo: str) -> set[str]:
    return {concept for found in library().course.demos if found.demo == demo for concept in found.concepts}


def watched() -> set[tuple[str, str]]:
    rows = Evidence.objects.filter(kind=Evidence.Kind.WATCHED, right=True)
    return set(rows.values_list("source", "concept"))


def broken(request: HttpRequest, demo: str) -> None:
    raise RuntimeError(demo)


class TestOwnRunThatIsOver:
    def test_of_the_upload_race(self, client: Client, me: UUID) -> None:
        look(client, make_background(me))
        assert watched() == {("demos:upload", concept) for concept in concepts_of("demos:upload")}
        assert str(Learner.objects.get().pk) == client.session["learner"]

    def test_of_the_race_whose_result_asks_for_itself(self, client: Client, me: UUID) -> None:
        run = make_background(me)
        client.get(reverse("demos:result"), {"background": str(run.pk)}, headers={"HX-Request": "true"})
        assert {source for source, _ in watched()} == {"demos:upload"}

    @pytest.mark.parametrize(
        ("scenario", "named", "chosen"),
        [
            ("order", "background", {"order": str(UUID(int=1)), **asdict(Dials())}),
            ("killed", "background", {}),
            ("nohelp", "background", {}),
            ("signup", "by_hand", {"way": "by_hand"}),
            ("early", "before", {"gap_ms": 0, "tries": 1}),
            ("outage", "careful", {}),
            ("noworker", "", {}),
        ],
    )
    def test_of_a_scenario(
        self, client: Client, me: UUID, scenario: str, named: str, chosen: dict[str, Any]
    ) -> None:
        run = make_run(
            visitor=me, scenario=scenario, status=Run.Status.FAILED, response_ms=40, settings=chosen
        )
        assert client.get(f"/demos/{scenario}/", {named: str(run.pk)}).status_code == 200
        assert watched() == {(f"demos:{scenario}", concept) for concept in concepts_of(f"demos:{scenario}")}

    def test_it_counts_once_a_day(self, client: Client, me: UUID) -> None:
        run = make_background(me)
        for _ in range(2):
            look(client, run)
        once = len(concepts_of("demos:upload"))
        assert Evidence.objects.count() == once
        for evidence in Evidence.objects.all():
            Evidence.objects.filter(pk=evidence.pk).update(at=evidence.at - timedelta(days=1))
        look(client, run)
        assert Evidence.objects.count() == 2 * once


class TestNothingIsKept:
    def test_while_one_of_the_runs_goes_on(self, client: Client, me: UUID) -> None:
        runs = {"blocking": str(make_blocking(me).pk), "background": str(make_queued(me).pk)}
        client.get("/demos/upload/", runs)

    def test_of_somebody_else_s_run(self, client: Client, me: UUID) -> None:
        look(client, make_background(UUID(int=7)))

    def test_of_another_scenario_s_run(self, client: Client, me: UUID) -> None:
        run = make_background(me)
        client.get("/demos/order/", {"background": str(run.pk)})

    def test_by_looking_at_the_page(self, client: Client) -> None:
        client.get("/demos/upload/")

    @pytest.fixture(autouse=True)
    def _afterwards(self, db: None) -> object:
        yield
        assert not Learner.objects.exists()


def test_whoever_keeps_it_cannot_break_the_page(
    client: Client, me: UUID, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    settings.DEMO_SEEN = f"{__name__}.broken"
    with caplog.at_level(logging.CRITICAL, logger="demos.seen"):
        look(client, make_background(me))
    assert not watched()
