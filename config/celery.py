"""The Celery application: `celery -A config worker`."""

import os
from typing import Any

from celery import Celery
from celery.signals import celeryd_init

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

# A worker waits for its broker, where a web page must not. A message whose worker vanished altogether comes
# back after `visibility_timeout`: longer than a task that is acknowledged late may take (30 s) or be put off.
WORKER_TRANSPORT_OPTIONS = {
    "socket_connect_timeout": 2,
    "socket_timeout": 10,
    "socket_keepalive": True,
    "health_check_interval": 10,
    "visibility_timeout": 60,
    "unacked_restore_interval": 2,
    "unacked_restore_throttle": 1,
}

app = Celery("behind_the_scenes")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@celeryd_init.connect
def _connect_as_a_worker(conf: Any = None, **_: object) -> None:
    conf.broker_transport_options = WORKER_TRANSPORT_OPTIONS
