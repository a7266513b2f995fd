"""The site as it is, with workers that know the tests' tasks, and a clock that sends one of them."""

from config.settings import *  # noqa: F403
from config.settings import CELERY_BEAT_SCHEDULE, CELERY_IMPORTS

CELERY_IMPORTS = [*CELERY_IMPORTS, "tests.config.tree_tasks"]
CELERY_BEAT_SCHEDULE = {
    **CELERY_BEAT_SCHEDULE,
    "a test's": {"task": "tests.config.tree_tasks.tick", "schedule": 1, "options": {"expires": 60}},
}
