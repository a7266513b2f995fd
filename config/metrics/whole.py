"""What is the same for the whole site, looked up when Prometheus asks."""

from collections.abc import Iterator, Mapping

from django.conf import settings
from django.db import DatabaseError
from django.utils.module_loading import import_string
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.metrics_core import Metric
from prometheus_client.registry import Collector
from redis import Redis, RedisError

from config.metrics import task_families
from config.redis_away import OPTIONS

UNACKNOWLEDGED = "unacked"  # kombu's hash of what workers have taken and not finished


class WholeSite(Collector):
    """Queues, tasks, runs. A part that does not answer is said to be down (0), and the others are told."""

    def collect(self) -> Iterator[Metric]:
        up = GaugeMetricFamily("site_part_up", "Whether a part answered this scrape.", labels=["part"])
        for part, families in {"redis": _of_redis, "database": _of_database}.items():
            try:
                yield from list(families())
            except (RedisError, DatabaseError):
                up.add_metric([part], 0)
            else:
                up.add_metric([part], 1)
        yield up


def _of_redis() -> Iterator[Metric]:
    with Redis.from_url(settings.REDIS_URL, **OPTIONS) as redis, redis.pipeline(transaction=False) as pipe:
        for queue in settings.QUEUES:
            pipe.llen(queue)
        pipe.hlen(UNACKNOWLEDGED)
        *depths, taken = pipe.execute()
    waiting = GaugeMetricFamily("site_queue_waiting", "Tasks that wait for a worker.", labels=["queue"])
    for queue, depth in zip(settings.QUEUES, depths, strict=True):
        waiting.add_metric([queue], depth)
    yield waiting
    yield GaugeMetricFamily("site_queue_taken", "Tasks that workers have taken, of all queues.", value=taken)
    yield from task_families.families()


def _of_database() -> Iterator[Metric]:
    runs = GaugeMetricFamily("site_runs_unfinished", "Runs that are not over.", labels=["status"])
    counts: Mapping[str, int] = import_string(settings.UNFINISHED_RUNS)()
    for status, count in counts.items():
        runs.add_metric([status], count)
    yield runs
