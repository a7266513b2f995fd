"""What a demo's figures were measured on: said beside them, and kept with every run."""

import os
import platform
from functools import cache
from importlib.metadata import version
from typing import Any

from django.conf import settings
from django.db import connection

PACKAGES = ("django", "celery", "redis", "pillow")


@cache
def machine() -> dict[str, Any]:
    """Cores that this process may use, its web threads, and the versions of what does the work."""
    return {
        "cores": cores(),
        "processor": platform.machine(),
        "system": platform.system(),
        "python": platform.python_version(),
        **{package: version(package) for package in PACKAGES},
        "database": connection.vendor,
        "web_threads": settings.WEB_THREADS,
    }


def cores() -> int:
    """How many processor cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
