"""A task for real workers in tests: it lasts until the test lets it end, and leaves a mark each time."""

import time
from pathlib import Path
from uuid import UUID

from celery import shared_task
from celery.contrib.django.task import DjangoTask


@shared_task(
    base=DjangoTask,
    name="tests.wait_for",
    acks_late=True,
    retry_on_worker_lost=True,
    max_retries=4,
    default_retry_delay=1,
)
def wait_for(run_id: UUID, folder: str) -> None:
    """Note that it began; wait for the file `go` in the folder, two minutes at the most; note the end."""
    place = Path(folder)
    _mark(place, f"began {run_id}")
    limit = time.monotonic() + 120
    while not (place / "go").exists() and time.monotonic() < limit:
        time.sleep(0.01)
    _mark(place, f"ended {run_id}")


def marks(folder: Path, word: str) -> list[str]:
    """The runs that `began` or `ended`, in that order, one for each time."""
    marked = folder / "marks"
    lines = marked.read_text().splitlines() if marked.exists() else []
    return [line.removeprefix(f"{word} ") for line in lines if line.startswith(word)]


def _mark(place: Path, line: str) -> None:
    with (place / "marks").open("a") as file:
        file.write(f"{line}\n")
