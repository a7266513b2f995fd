"""What a worker says of itself when the doctor asks: it runs in the worker, on whatever host that is."""

import os
import socket
import time
from typing import Any

from celery.signals import celeryd_init
from celery.worker.control import inspect_command

from config.version import code_digest

ABOUT = "site_about"
_code = {"digest": ""}


@celeryd_init.connect
def _note_the_code(**_: object) -> None:
    """When it starts: the files may be newer by the time it is asked, and its code is not."""
    _code["digest"] = code_digest()


@inspect_command(name=ABOUT)
def about(state: Any) -> dict[str, Any]:
    """Its host, queues and code, and the time by its clock."""
    return {
        "host": socket.gethostname(),
        "pid": os.getpid(),
        "queues": sorted(queue.name for queue in state.consumer.task_consumer.queues),
        "code": _code["digest"],
        "time": time.time(),
    }
