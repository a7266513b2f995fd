"""Both views with a real worker, and what they answer when something is in the way."""

import re
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from demos.early import lanes
from demos.early.models import Attempt, Booking, Turn
from demos.early.turns import THE_ONLY
from demos.models import Run
from tests.demos.broker import RunningBroker
from tests.demos.clients import known_client
from tests.demos.waiting import wait_until

BEFORE, AFTER = "/demos/early/before/", "/demos/early/after/"
BOTH = pytest.mark.parametrize("address", [BEFORE, AFTER])
LATE = 150  # ms: a gap that no worker would take for its own slowness


def finished(response: Any) -> Run:
    run = Run.objects.get(pk=response.json()["id"])
    wait_until(lambda: Run.objects.filter(pk=run.pk, status=Run.Status.DONE).exists())
    return run


def moments(attempt: Attempt) -> tuple[datetime, ...]:
    """When it began, its message was sent, it was looked for, it was committed."""
    assert attempt.sent_at
    assert attempt.looked_at
    assert attempt.committed_at
    return attempt.begun_at, attempt.sent_at, attempt.looked_at, attempt.committed_at


@pytest.mark.usefixtures("worker")
class TestWithAWorker:
    def test_before_the_commit_there_is_no_row(self, api: Client) -> None:
        run = finished(api.post(BEFORE, {"gap_ms": LATE}))
        attempt = run.attempts.get()
        assert (
            attempt.error == "demos.early.models.Booking.DoesNotExist: Booking matching query does not exist."
        )
        begun, sent, looked, committed = moments(attempt)
        assert begun <= sent <= looked < committed
        assert committed - begun >= timedelta(milliseconds=LATE)
        assert Booking.objects.get(pk=attempt.pk).ticket_at is None

    def test_after_the_commit_there_is(self, api: Client) -> None:
        run = finished(api.post(AFTER, {"gap_ms": LATE}))
        attempt = run.attempts.get()
        assert attempt.error == ""
        begun, sent, looked, _ = moments(attempt)
        assert begun + timedelta(milliseconds=LATE) <= sent <= looked
        assert Booking.objects.get(pk=attempt.pk).ticket_at is not None

    def test_as_many_tries_as_were_asked_for(self, api: Client) -> None:
        run = finished(api.post(AFTER, {"gap_ms": 0, "tries": 5}))
        assert [attempt.number for attempt in run.attempts.all()] == [1, 2, 3, 4, 5]
        assert not Attempt.objects.exclude(error="").exists()

    def test_a_browser_is_shown_both(self, person: Client) -> None:
        first = person.post(BEFORE, {"gap_ms": LATE, "tries": 1})
        assert first.status_code == 302
        kept = {"before": Run.objects.get().pk, "gap_ms": LATE, "tries": 1}
        page = person.get(person.post(AFTER, kept)["Location"]).text
        assert page.count(" of 1</i>") == 2
        assert "Booking matching query does not exist." in page


@pytest.mark.django_db(transaction=True)
class TestNoWorker:
    def test_the_series_ends_with_the_first_try_that_nobody_answers(
        self, broker: RunningBroker, api: Client, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(lanes, "ANSWER_WITHIN", 0.05)
        response = api.post(BEFORE, {"gap_ms": 0, "tries": 20})
        assert response.status_code == 202
        run = Run.objects.get()
        assert (run.attempts.count(), run.status) == (1, Run.Status.QUEUED)
        page = api.get(f"/demos/early/?before={run.pk}", headers={"Accept": "text/html"}).text
        assert "No worker has looked for the last booking yet." in page
        assert "1 of 20 tries were made" in page

    @BOTH
    @pytest.mark.usefixtures("no_broker")
    def test_no_queue(self, address: str, api: Client) -> None:
        assert api.post(address, {"gap_ms": 0}).status_code == 503
        run = Run.objects.get()
        assert (run.status, run.failure) == (Run.Status.FAILED, lanes.NOT_QUEUED)
        assert Booking.objects.exists() is (address == AFTER)  # what was committed before, stays
        assert Turn.objects.get().until <= timezone.now()


@pytest.mark.django_db
class TestOneAtATime:
    @pytest.fixture(autouse=True)
    def _taken(self) -> None:
        until = timezone.now() + timedelta(seconds=30)
        Turn.objects.create(pk=THE_ONLY, holder="0" * 32, until=until)

    @BOTH
    def test_others_are_told_how_long(self, address: str, api: Client) -> None:
        response = api.post(address)
        assert response.status_code == 429
        assert 15 <= int(response["Retry-After"]) <= 30
        assert not Run.objects.exists()

    def test_a_form_on_the_page_gets_the_words_alone(self) -> None:
        response = known_client().post(BEFORE, headers={"HX-Request": "true"})
        assert response.status_code == 429
        assert response["Content-Type"] == "text/plain"
        assert re.fullmatch(re.escape(lanes.TAKEN) + r" Try again in \d\d seconds\.", response.text)


@pytest.mark.django_db
class TestPage:
    @pytest.mark.parametrize(
        ("query", "gap"), [({}, "300"), ({"gap_ms": "50"}, "50"), ({"gap_ms": "many", "before": "x"}, "300")]
    )
    def test_the_settings_stay(self, query: dict[str, Any], gap: str, person: Client) -> None:
        page = person.get("/demos/early/", query).text
        assert f'step="5" value="{gap}"' in page

    def test_the_code_of_both_views_and_of_the_task(self, person: Client) -> None:
        page = person.get("/demos/early/").text
        assert page.count('<div class="code background">') == 3
        assert page.count('class="ln hot"') == 2
        assert "delay_on_commit" in page

    def test_another_visitors_run_is_not_shown(self, person: Client) -> None:
        theirs = Run.objects.create(
            visitor="0" * 32,
            scenario="early",
            lane=Run.Lane.BACKGROUND,
            started_at=timezone.now(),
            settings={"view": "before", "gap_ms": 0, "tries": 1},
        )
        assert "Went wrong" not in person.get(f"/demos/early/?before={theirs.pk}").text
