"""What joins the log's lines about a run: its id, and that of the request that began it.

Whatever a task is queued under travels with its message, so the worker's lines have it, too.
"""

from contextlib import AbstractContextManager
from uuid import UUID

from structlog.contextvars import bind_contextvars, bound_contextvars, get_contextvars

from demos.models import Run


def request_id() -> str:
    """Of the request that is being answered; "" where there is none."""
    return str(get_contextvars().get("request_id", ""))


def bind(run_id: UUID) -> None:
    """From here on this request is about that run."""
    bind_contextvars(run=str(run_id))


def of(run: Run) -> AbstractContextManager[None]:
    """Within the block it is as if the request that began the run were still there."""
    return bound_contextvars(run=str(run.pk), **({"request_id": run.request_id} if run.request_id else {}))
