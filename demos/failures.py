"""What can go wrong with a run and has words of its own. Free of Celery: `upload.decoder` needs it."""

LOST_TOO_OFTEN = "Its worker was lost in the middle of it, several times over."


class RunFailure(Exception):
    """A failure that has words of its own: its text is for the visitor."""


class LostTooOften(RunFailure):
    """A task has lost its process, or its whole worker, as often as it may: it is not tried once more."""
