"""The Celery application: `celery -A config worker`."""

import gc
import os
from typing import Any

from celery.signals import celeryd_init, worker_before_create_process
from django.conf import settings

from config.logs.tasks import log_tasks
from config.metrics.tasks import count_tasks
from config.publishing import Publisher
from config.tracing.beginning import trace_workers

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

# A worker waits for its broker, where a web page must not. It looks every two seconds for what comes back.
WORKER_TRANSPORT_OPTIONS = {
    "socket_connect_timeout": 2,
    "socket_timeout": 10,
    "socket_keepalive": True,
    "health_check_interval": 10,
    "unacked_restore_interval": 2,
    "unacked_restore_throttle": 1,
    "unacked_mutex_expire": 10,  # one that is killed while it looks must not keep the others from looking
}

app = Publisher("behind_the_scenes")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
log_tasks()
count_tasks()
trace_workers()


@celeryd_init.connect
def _connect_as_a_worker(conf: Any = None, **_: object) -> None:
    timeout = {"visibility_timeout": settings.REDELIVERY_SECONDS}
    conf.broker_transport_options = WORKER_TRANSPORT_OPTIONS | timeout


@worker_before_create_process.connect
def _share_memory(**_: object) -> None:
    """What is frozen the garbage collector leaves alone, and so the child never copies the pages it is in."""
    gc.collect()
    gc.freeze()
