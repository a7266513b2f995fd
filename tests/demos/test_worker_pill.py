"""The workers' state in words."""

from datetime import timedelta

import pytest
from django.utils import timezone

from demos import workers
from demos.worker_pill import count, pill_for
from demos.workers import WorkerStatus


@pytest.mark.parametrize(
    ("status", "words", "dots"),
    [
        (WorkerStatus(workers.READY, 2, 0), "2 workers ready", (False, False)),
        (WorkerStatus(workers.READY, 1, 0), "1 worker ready", (False,)),
        (WorkerStatus(workers.READY, 2, 1), "1 worker busy, 1 ready", (True, False)),
        (WorkerStatus(workers.BUSY, 2, 2), "2 workers busy", (True, True)),
        (WorkerStatus(workers.PAUSED, 2, 0), "2 workers paused", (False, False)),
        (WorkerStatus(workers.PAUSED, 2, 1), "2 workers paused, 1 finishing", (True, False)),
        (WorkerStatus(workers.NONE), "No worker is running", ()),
        (WorkerStatus(workers.UNKNOWN), "The workers do not answer", ()),
        (WorkerStatus(workers.UNREACHED), "The queue cannot be reached", ()),
    ],
)
def test_names_the_state(status: WorkerStatus, words: str, dots: tuple[bool, ...]) -> None:
    pill = pill_for(status)

    assert (pill.words, pill.dots) == (words, dots)


@pytest.mark.parametrize(
    ("status", "works", "may_change"),
    [
        (WorkerStatus(workers.READY, 2, 0), True, False),
        (WorkerStatus(workers.READY, 2, 1), True, True),
        (WorkerStatus(workers.PAUSED, 2, 0), False, True),
        (WorkerStatus(workers.NONE), False, True),
        (WorkerStatus(workers.UNREACHED), False, True),
    ],
)
def test_is_asked_for_again_while_it_may_change_by_itself(
    status: WorkerStatus, works: bool, may_change: bool
) -> None:
    pill = pill_for(status)

    assert (pill.works, pill.may_change) == (works, may_change)


def test_a_pause_says_for_how_many_minutes_at_most() -> None:
    until = timezone.now() + timedelta(minutes=4, seconds=30)

    assert pill_for(WorkerStatus(workers.PAUSED, 2, 0, paused_until=until)).paused_for == 5
    assert pill_for(WorkerStatus(workers.PAUSED, 2, 0)).paused_for == 1
    assert pill_for(WorkerStatus(workers.READY, 2, 0)).paused_for is None


def test_many_workers_do_not_fill_the_page_with_dots() -> None:
    pill = pill_for(WorkerStatus(workers.READY, 64, 3))

    assert pill.words == "3 workers busy, 61 ready"
    assert pill.dots == (True,) * 3 + (False,) * 5


def test_nobody_is_counted_in_words() -> None:
    assert [count(workers) for workers in (0, 1, 2)] == ["no workers", "1 worker", "2 workers"]
