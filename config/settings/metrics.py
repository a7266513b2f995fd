"""What is counted, where, and who may read it."""

import os
import socket

from config.settings.environment import DATA_DIR, METRICS_TOKEN
from config.settings.queue import CELERY_TASK_DEFAULT_QUEUE, CELERY_TASK_ROUTES

__all__ = ["METRICS_FOLDER", "METRICS_TOKEN", "QUEUES", "UNFINISHED_RUNS"]

# A host's own, for its process ids say nothing on another one that shares the folder, as containers may.
METRICS_FOLDER = DATA_DIR / "run" / "metrics" / socket.gethostname()
os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(METRICS_FOLDER)  # read by prometheus_client where it is imported
QUEUES = sorted({CELERY_TASK_DEFAULT_QUEUE, *(route["queue"] for route in CELERY_TASK_ROUTES.values())})
UNFINISHED_RUNS = "demos.runs.count_unfinished"
