"""What can go wrong with a run, in words for its visitor."""

from celery.exceptions import SoftTimeLimitExceeded, TimeLimitExceeded, WorkerLostError

UNEXPECTED = "Something went wrong that should not have. What it was is written in the server's log."

LOST_TOO_OFTEN = "Its worker was lost in the middle of it, several times over."


class RunFailure(Exception):
    """A failure that has words of its own: its text is for the visitor."""


class LostTooOften(RunFailure):
    """A task has lost its process, or its whole worker, as often as it may: it is not tried once more."""


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
