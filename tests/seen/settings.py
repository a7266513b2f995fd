"""The site as it is, with a view and a task that fail when they are asked to."""

from config.settings import *  # noqa: F403
from config.settings import CELERY_IMPORTS

ROOT_URLCONF = "tests.seen.urls"
CELERY_IMPORTS = [*CELERY_IMPORTS, "tests.seen.failing"]
