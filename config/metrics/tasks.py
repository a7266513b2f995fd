"""Counting tasks, in Redis: the worker that ran one may be on any host, and may be killed the next moment."""

from time import monotonic
from typing import Any

from celery.signals import task_failure, task_postrun, task_prerun, task_retry, task_revoked, task_success
from django.conf import settings
from redis import Redis

from config.redis_away import OPTIONS, RedisAway

KEY = "site:metrics:tasks"
SECONDS = (0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60)
END = "+Inf"
OUTCOME, WITHIN, SUM = "outcome", "within", "sum"


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
        _add(task.name, (WITHIN, bucket, 1), (SUM, "", taken))


def _note_success(sender: Any, **_: Any) -> None:
    _add(sender.name, (OUTCOME, "success", 1))


def _note_retry(sender: Any, **_: Any) -> None:
    """It failed, or its process was lost, and it is tried again."""
    _add(sender.name, (OUTCOME, "retry", 1))


def _note_failure(sender: Any, **_: Any) -> None:
    _add(sender.name, (OUTCOME, "failure", 1))


def _note_revoked(sender: Any, expired: bool = False, **_: Any) -> None:
    _add(sender.name, (OUTCOME, "expired" if expired else "revoked", 1))


def _add(task: str, *figures: tuple[str, str, float]) -> None:
    def send() -> None:
        with _redis() as redis, redis.pipeline(transaction=False) as pipe:
            for what, which, amount in figures:
                pipe.hincrbyfloat(KEY, f"{task}|{what}|{which}", amount)
            pipe.execute()

    RedisAway.or_else(send, lambda: None)


def _redis() -> Redis:
    return Redis.from_url(settings.REDIS_URL, **OPTIONS)
