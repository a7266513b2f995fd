"""What can go wrong with a run, in words for its visitor."""

from celery.exceptions import SoftTimeLimitExceeded, TimeLimitExceeded, WorkerLostError

UNEXPECTED = "Something went wrong that should not have. What it was is written in the server's log."


class RunFailure(Exception):
    """A failure that has words of its own: its text is for the visitor."""


def in_words(error: BaseException) -> str:
    """What to tell the visitor about any error that ended a run."""
    match error:
        case RunFailure():
            return str(error)
        case SoftTimeLimitExceeded() | TimeLimitExceeded():
            return "It took longer than it may, and was stopped."
        case WorkerLostError():
            return "Its worker was lost in the middle of it, several times over."
        case _:
            return UNEXPECTED
