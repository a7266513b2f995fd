"""Counting tasks, in Redis: the worker that ran one may be on any host, and may be killed the next moment."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from time import monotonic
from typing import Any

from celery.signals import task_failure, task_postrun, task_prerun, task_retry, task_revoked, task_success
from django.conf import settings
from prometheus_client.core import CounterMetricFamily, HistogramMetricFamily
from prometheus_client.metrics_core import Metric
from redis import Redis

from config.redis_away import OPTIONS, RedisAway

KEY = "site:metrics:tasks"
SECONDS = (0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60)
END = "+Inf"
_OUTCOME, _WITHIN, _SUM = "outcome", "within", "sum"


def count_tasks() -> None:
    """In every worker; elsewhere nothing comes of it."""
    task_prerun.connect(_note_begin)
    task_postrun.connect(_note_time)
    task_success.connect(_note_success)
    task_retry.connect(_note_retry)
    task_failure.connect(_note_failure)
    task_revoked.connect(_note_revoked)


def _note_begin(task: Any, **_: Any) -> None:
    task.request.began_at = monotonic()


def _note_time(task: Any, **_: Any) -> None:
    began = getattr(task.request, "began_at", None)
    if began is not None:
        taken = monotonic() - began
        bucket = next((str(bound) for bound in SECONDS if taken <= bound), END)
        _add(task.name, (_WITHIN, bucket, 1), (_SUM, "", taken))


def _note_success(sender: Any, **_: Any) -> None:
    _add(sender.name, (_OUTCOME, "success", 1))


def _note_retry(sender: Any, **_: Any) -> None:
    """It failed, or its process was lost, and it is tried again."""
    _add(sender.name, (_OUTCOME, "retry", 1))


def _note_failure(sender: Any, **_: Any) -> None:
    _add(sender.name, (_OUTCOME, "failure", 1))


def _note_revoked(sender: Any, expired: bool = False, **_: Any) -> None:
    _add(sender.name, (_OUTCOME, "expired" if expired else "revoked", 1))


def _add(task: str, *figures: tuple[str, str, float]) -> None:
    def send() -> None:
        with _redis() as redis, redis.pipeline(transaction=False) as pipe:
            for what, which, amount in figures:
                pipe.hincrbyfloat(KEY, f"{task}|{what}|{which}", amount)
            pipe.execute()

    RedisAway.or_else(send, lambda: None)


def families() -> Iterator[Metric]:
    """What all workers have counted, as Prometheus wants it. Raises RedisError."""
    with _redis() as redis:
        told = redis.hgetall(KEY)
    found: dict[str, dict[tuple[str, str], float]] = defaultdict(dict)
    for field, value in told.items():
        task, what, which = field.decode().split("|")
        found[task][what, which] = float(value)
    outcomes = CounterMetricFamily("site_tasks", "Tasks by what became of them.", labels=["task", "outcome"])
    times = HistogramMetricFamily("site_task_seconds", "How long the tasks took.", labels=["task"])
    for task, figures in sorted(found.items()):
        for (what, which), value in sorted(figures.items()):
            if what == _OUTCOME:
                outcomes.add_metric([task, which], value)
        times.add_metric([task], list(_added_up(figures)), figures.get((_SUM, ""), 0))
    yield from (outcomes, times)


def _added_up(figures: dict[tuple[str, str], float]) -> Iterator[tuple[str, float]]:
    """Prometheus counts in each bucket what is in those below it, too."""
    total = 0.0
    bounds: Iterable[str] = (*(str(bound) for bound in SECONDS), END)
    for bound in bounds:
        total += figures.get((_WITHIN, bound), 0)
        yield bound, total


def _redis() -> Redis:
    return Redis.from_url(settings.REDIS_URL, **OPTIONS)
