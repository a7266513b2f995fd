"""The settings that make the difference, read from the two Celery applications as they are."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from celery import current_app
from django.conf import settings

from demos.outage.naive import celery_as_it_comes


@dataclass(frozen=True)
class Setting:
    """What both say to one question, and the name of the setting that says it."""

    question: str
    name: str
    naive: str
    careful: str


@cache
def settings_compared() -> list[Setting]:
    """In the order in which publishing meets them."""
    with celery_as_it_comes() as celery:
        came = celery.conf
        bounds = settings.CELERY_BROKER_TRANSPORT_OPTIONS
        return [
            Setting(
                "Subscribe to the result first?",
                "task_ignore_result",
                "no" if came.task_ignore_result else "yes, at a result backend",
                "no" if current_app.conf.task_ignore_result else "yes",
            ),
            Setting(
                "Tries to publish",
                "task_publish_retry_policy",
                _tries(came.task_publish_retry_policy),
                _tries(current_app.conf.task_publish_retry_policy),
            ),
            *(
                Setting(question, name, _seconds(came.broker_transport_options, name), _seconds(bounds, name))
                for question, name in (
                    ("Wait for a connection", "socket_connect_timeout"),
                    ("Wait for an answer", "socket_timeout"),
                )
            ),
        ]


def _tries(policy: dict[str, Any]) -> str:
    return str(policy["max_retries"] + 1)


def _seconds(options: dict[str, Any], name: str) -> str:
    return f"{options[name]} s" if name in options else "without end"
