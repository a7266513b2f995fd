"""The site as it is, with workers that stop at named steps where an ordeal wants to kill them."""

from config.settings import *  # noqa: F403
from config.settings import CELERY_IMPORTS

# Of so many lost workers each has a successor sooner; still longer than any of these tasks may take.
REDELIVERY_SECONDS = 20
CELERY_IMPORTS = [*CELERY_IMPORTS, "benchmarks.torture.workers.stops"]
