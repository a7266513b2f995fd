"""Any error that can end a run, in words for its visitor."""

from celery.exceptions import SoftTimeLimitExceeded, TimeLimitExceeded, WorkerLostError

from demos.failures import LOST_TOO_OFTEN, RunFailure

UNEXPECTED = "Something went wrong that should not have. What it was is written in the server's log."


def in_words(error: BaseException) -> str:
    """What to tell the visitor about any error that ended a run."""
    match error:
        case RunFailure():
            return str(error)
        case SoftTimeLimitExceeded() | TimeLimitExceeded():
            return "It took longer than it may, and was stopped."
        case WorkerLostError():
            return LOST_TOO_OFTEN
        case _:
            return UNEXPECTED
