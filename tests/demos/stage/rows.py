"""Load tests for tests."""

from typing import Any

from django.utils import timezone

from demos.stage.models import LoadTest
from demos.stage.recording import to_values
from tests.demos.stage.plays import both_lanes

POINT = {
    "lane": "blocking",
    "users": 40,
    "rate": 2.0,
    "response": 1.1,
    "service": 0.9,
    "tasks": 0,
    "task_service": 0.0,
    "task_wait": 0.0,
    "slots": 4,
    "workers": 2,
}


def make_test(**fields: Any) -> LoadTest:
    """A test of four users that is done."""
    chosen = {
        "users": 4,
        "seconds": 0,
        "lanes": ["blocking", "background"],
        "mail_delay_ms": 800,
        "sample": "lighthouse",
        "photo": "Lighthouse, 2 MP",
        "photo_bytes": 671_617,
    }
    machine = {
        "cores": 2,
        "slots": 2,
        "workers": 2,
        "python": "3.11",
        "django": "5.2",
        "celery": "5.7",
        "database": "sqlite",
    }
    defaults: dict[str, Any] = {
        "presenter": "Ada",
        "settings": chosen | fields.pop("chosen", {}),
        "machine": machine,
        "state": LoadTest.State.DONE,
        "started": timezone.now(),
        "result": to_values(both_lanes()),
    }
    return LoadTest.objects.create(**{**defaults, **fields})
