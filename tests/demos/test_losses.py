"""What a process had begun when it was killed is closed as lost, and its task waits visibly. With real kills:
tests/demos/killed.
"""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.utils import timezone

from demos import losses
from demos.models import Run, Span
from tests.demos.rows import make_run

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _stay_connected(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(losses, "connection", SimpleNamespace(close=lambda: None))


def begin(run: Run, name: str, place: str) -> Span:
    return Span.objects.create(run=run, name=name, place=place, started_at=run.started_at)


def names(run: Run, *, are_open: bool) -> set[str]:
    return set(run.spans.filter(ended_at__isnull=are_open).values_list("name", flat=True))


class TestNoteLostProcess:
    def test_what_it_had_begun_waits_to_be_tried_again(self) -> None:
        run = make_run()
        begin(run, "send email", "demos@host/1")
        begin(run, "resize 800 px", "demos@host/2")

        assert losses.note_lost_process("demos@host", 1, before=timezone.now()) == 1

        assert names(run, are_open=False) == {"send email (lost)"}
        assert names(run, are_open=True) == {"resize 800 px", "trying again: email"}

    def test_what_its_successor_has_begun_goes_on(self) -> None:
        run = make_run(started_at=timezone.now())
        begin(run, "send email", "demos@host/1")
        before = run.started_at - timedelta(milliseconds=1)
        assert losses.note_lost_process("demos@host", 1, before=before) == 0
        assert names(run, are_open=True) == {"send email"}

    def test_noticed_twice_it_waits_once(self) -> None:
        run = make_run()
        begin(run, "send email", "demos@host/1")
        for _ in range(2):
            losses.note_lost_process("demos@host", 1, before=timezone.now())
        assert run.spans.count() == 2


class TestNoteLostWorker:
    def test_all_its_processes_are_lost_and_no_other_hosts(self) -> None:
        run = make_run()
        begin(run, "send email", "demos@host/1")
        begin(run, "resize 800 px", "demos@host/12")
        begin(run, "resize 96 px", "demos@host2/1")

        assert losses.note_lost_worker("demos@host", before=timezone.now()) == 2

        assert names(run, are_open=True) == {
            "resize 96 px",
            "held for a lost worker: email",
            "held for a lost worker: sizes",
        }

    def test_a_worker_that_starts_knows_that_the_one_before_it_is_no_more(self) -> None:
        run = make_run()
        begin(run, "send email", "demos@host/1")
        losses.note_successor(sender=SimpleNamespace(hostname="demos@host"))
        assert names(run, are_open=False) == {"send email (lost)"}

    def test_the_sites_own_worker_has_no_runs(self) -> None:
        run = make_run()
        begin(run, "send email", "site@host/1")
        losses.note_successor(sender=SimpleNamespace(hostname="site@host"))
        assert names(run, are_open=True) == {"send email"}
