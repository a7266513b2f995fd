"""The two lanes of the tiny task: a real queue, a real worker."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from demos.models import Run
from demos.nohelp.models import Title
from demos.nohelp.tasks import TASKS, capitalise
from demos.requeueing import requeue
from tests.demos.broker import RunningBroker, celery_on
from tests.demos.nohelp.measuring import LANES, a_worker, press, run_of
from tests.demos.waiting import wait_until
from tests.site import free_port

pytestmark = pytest.mark.django_db(transaction=True)
Status = Run.Status


def results(run: Run) -> list[str]:
    return [title.capitals for title in Title.objects.filter(run=run)]


class TestBlocking:
    def test_all_titles_are_there_with_the_reply(self, api: Client) -> None:
        response = press(api, "blocking", titles="20")
        run = run_of(response)

        assert (response.status_code, run.status, run.lane) == (200, Status.DONE, "blocking")
        assert results(run)[:2] == ["THE TEMPEST", "A DOLL'S HOUSE"]
        assert len(results(run)) == 20
        assert [span.name for span in run.spans.all()] == ["receive and check", "capitalise 20 titles"]

    def test_every_title_has_its_clock(self, api: Client) -> None:
        run = run_of(press(api, "blocking", titles="20"))

        for title in Title.objects.filter(run=run):
            assert title.begun_at
            assert title.done_at
            assert title.handed_ms is not None
            assert (
                title.begun_at
                <= title.done_at
                <= title.begun_at + timedelta(milliseconds=title.handed_ms + 1)
            )
            assert title.place == "web"


class TestBackground:
    def test_a_worker_does_all_titles_after_the_reply(self, api: Client, broker: RunningBroker) -> None:
        response = press(api, "background", titles="20")
        assert (response.status_code, run_of(response).status) == (202, Status.QUEUED)
        assert broker.depth("demos") == 20
        assert results(run_of(response)) == [""] * 20

        with a_worker():
            wait_until(lambda: run_of(response).status == Status.DONE)
        run = run_of(response)
        assert results(run)[0] == "THE TEMPEST"
        assert "" not in results(run)
        work = run.spans.exclude(place__in=["web", "queue"]).get()
        assert work.name == "capitalise 20 titles"
        first = Title.objects.get(run=run, number=1)
        assert run.spans.get(place="queue").ended_at == first.started_at  # it waited no longer than that
        assert not run.spans.filter(ended_at=None).exists()

    def test_every_title_has_the_clock_of_its_queueing(self, api: Client, broker: RunningBroker) -> None:
        run = run_of(press(api, "background", titles="20"))

        handed = list(Title.objects.filter(run=run).values_list("handed_ms", flat=True))
        assert None not in handed
        assert broker.depth("demos") == len(handed)

    def test_a_task_that_runs_twice_does_no_harm(self, api: Client, broker: RunningBroker) -> None:
        run = run_of(press(api, "background"))
        title = Title.objects.get(run=run)
        capitalise(title.pk)
        first = Title.objects.get(run=run).done_at
        with a_worker():
            wait_until(lambda: Run.objects.get(pk=run.pk).status == Status.DONE)

        assert Title.objects.get(run=run).done_at == first

    def test_of_a_swept_run_nothing_is_left_to_do(self, api: Client, broker: RunningBroker) -> None:
        run_of(press(api, "background")).delete()
        later = press(api, "background")
        with a_worker():
            wait_until(lambda: run_of(later).status == Status.DONE)

    def test_without_a_queue_it_is_kept_and_done_later(self, api: Client, broker: RunningBroker) -> None:
        with celery_on(f"redis://127.0.0.1:{free_port()}"):
            response = press(api, "background", titles="20")
        assert (response.status_code, run_of(response).status) == (503, Status.UNQUEUED)

        assert requeue({"nohelp": TASKS}, timezone.now()) == 1
        with a_worker():
            wait_until(lambda: run_of(response).status == Status.DONE)
        assert "" not in results(run_of(response))


class TestForm:
    @pytest.mark.parametrize("lane", LANES)
    @pytest.mark.parametrize("titles", ["7", "-1", "many", "1000000"])
    def test_only_so_many_titles(self, lane: str, titles: str, api: Client, person: Client) -> None:
        assert "titles" in press(api, lane, titles=titles).json()["errors"]
        refused = press(person, lane, titles=titles)

        assert refused.status_code == 422
        assert "Not started" in refused.text
        assert not Run.objects.exists()
