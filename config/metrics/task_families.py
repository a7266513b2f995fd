"""What the workers have counted of their tasks (`tasks`), as Prometheus wants it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from django.conf import settings
from prometheus_client.core import CounterMetricFamily, HistogramMetricFamily
from prometheus_client.metrics_core import Metric
from redis import Redis

from config.metrics.tasks import END, KEY, OUTCOME, SECONDS, SUM, WITHIN
from config.redis_away import OPTIONS


def families() -> Iterator[Metric]:
    """Of all hosts together. Raises RedisError."""
    with Redis.from_url(settings.REDIS_URL, **OPTIONS) as redis:
        told = redis.hgetall(KEY)
    found: dict[str, dict[tuple[str, str], float]] = defaultdict(dict)
    for field, value in told.items():
        task, what, which = field.decode().split("|")
        found[task][what, which] = float(value)
    outcomes = CounterMetricFamily("site_tasks", "Tasks by what became of them.", labels=["task", "outcome"])
    times = HistogramMetricFamily("site_task_seconds", "How long the tasks took.", labels=["task"])
    for task, figures in sorted(found.items()):
        for (what, which), value in sorted(figures.items()):
            if what == OUTCOME:
                outcomes.add_metric([task, which], value)
        times.add_metric([task], list(_added_up(figures)), figures.get((SUM, ""), 0))
    yield from (outcomes, times)


def _added_up(figures: dict[tuple[str, str], float]) -> Iterator[tuple[str, float]]:
    """Prometheus counts in each bucket what is in those below it, too."""
    total = 0.0
    bounds: Iterable[str] = (*(str(bound) for bound in SECONDS), END)
    for bound in bounds:
        total += figures.get((WITHIN, bound), 0)
        yield bound, total
