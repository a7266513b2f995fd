"""The site as it is, with workers that know the tests' tasks, too."""

from config.settings import *  # noqa: F403
from config.settings import CELERY_IMPORTS

CELERY_IMPORTS = [*CELERY_IMPORTS, "tests.config.tree_tasks"]
