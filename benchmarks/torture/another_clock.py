"""Settings of a process on a machine whose clock is off by CLOCK_OFFSET_S seconds."""

import os
from datetime import datetime, timedelta

from django.utils import timezone

from config.settings import *  # noqa: F403

OFFSET = timedelta(seconds=float(os.environ["CLOCK_OFFSET_S"]))
_true_now = timezone.now


def _now() -> datetime:
    return _true_now() + OFFSET


timezone.now = _now
