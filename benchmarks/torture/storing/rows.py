"""What the rows say of tasks that had to wait."""

from demos.models import Span
from demos.queueing import TRYING_AGAIN


def tried_again() -> int:
    """How often a task was put back to be tried again."""
    return Span.objects.filter(name__startswith=TRYING_AGAIN).count()
