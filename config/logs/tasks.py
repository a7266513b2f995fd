"""Lines about tasks: queued, begun, done, failed, each with its id and that of the request behind it."""

from typing import Any

from celery.signals import setup_logging
from django.conf import settings
from django_structlog.celery.receivers import CeleryReceiver
from django_structlog.celery.signals import bind_extra_task_metadata, modify_context_before_task_publish
from structlog.contextvars import bind_contextvars

from config.logs.lines import set_up

_receiver = CeleryReceiver()  # Celery's signals hold it weakly


def log_tasks() -> None:
    """In every process that queues tasks or runs them. The request's id travels in the message's headers."""
    _receiver.connect_worker_signals()
    bind_extra_task_metadata.connect(_name_the_task)
    modify_context_before_task_publish.connect(_leave_the_name)
    setup_logging.connect(_as_the_site_does)


def _name_the_task(task: Any, **_: Any) -> None:
    """In all lines of the task, not only in its first."""
    bind_contextvars(task=task.name)


def _leave_the_name(context: dict[str, Any], **_: Any) -> None:
    """What a task queues has a name of its own."""
    context.pop("task", None)


def _as_the_site_does(**_: Any) -> None:
    """To know that somebody sets up the logs keeps Celery from doing it in its own way."""
    set_up(settings.LOGGING)
