"""What the torture measured, as lines to print."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime
from statistics import median

from benchmarks.torture.workers.ordeal import Record
from demos.models import Run, Span
from demos.queueing import HELD, TRYING_AGAIN
from demos.spans import LOST


def figures_of(record: Record, runs: Sequence[Run]) -> Iterator[str]:
    """Every figure of the ordeal; times in seconds."""
    took = sorted(map(_seconds, runs)) or [0.0]
    again = [wait for run in runs for wait in run.spans.all() if wait.name.startswith((TRYING_AGAIN, HELD))]
    tasks = Counter((wait.run_id, wait.name.partition(": ")[2]) for wait in again)
    letters, images = _found_there(runs)
    kills = record.kills
    yield _line("all runs over after", f"{record.seconds:.1f} s")
    yield _line("a run, from upload to its end: median", f"{median(took):.1f} s")
    yield _line("the slowest", f"{took[-1]:.1f} s")
    yield _line("kill -9 of a process at work", f"{kills.processes}")
    yield _line("besides: just finished, and so does not count", f"{kills.too_late}")
    yield _line("kill -9 of the whole worker", f"{len(kills.away)}")
    yield _line("the worker was away for", ", ".join(f"{away:.1f} s" for away in kills.away) or "–")
    yield _line("steps cut off in the middle", f"{_count(runs, LOST)}")
    yield _line("tasks done again after a lost process", f"{_begun(again, TRYING_AGAIN)}")
    yield _line("tasks done again after a lost worker", f"{_begun(again, HELD)}")
    yield _line("the most often that one task was done again", f"{max(tasks.values(), default=0)}")
    yield _line(
        "found there by then, and not made twice", f"{letters} of the letters, {images} of the images"
    )


def _line(name: str, value: str) -> str:
    return f"  {name:<50} {value}"


def _seconds(run: Run) -> float:
    ends = [span.ended_at for span in run.spans.all() if span.ended_at]
    return (max(ends) - run.started_at).total_seconds() if ends else 0.0


def _count(runs: Sequence[Run], ending: str) -> int:
    return sum(span.name.endswith(ending) for run in runs for span in run.spans.all())


def _begun(waits: Sequence[Span], beginning: str) -> int:
    return sum(wait.name.startswith(beginning) and wait.ended_at is not None for wait in waits)


def _found_there(runs: Sequence[Run]) -> tuple[int, int]:
    """Letters and images that were there when a task was begun again: without a look they would be two."""
    letters = images = 0
    for run in runs:
        for at, is_email in _begun_again(run):
            if is_email:
                letters += sum(letter.arrived_at < at for letter in run.letters.all())
            else:
                images += sum(picture.made_at < at for picture in run.pictures.all())
    return letters, images


def _begun_again(run: Run) -> Iterator[tuple[datetime, bool]]:
    """When a task was begun again, and whether it was that of the email."""
    for wait in run.spans.all():
        if wait.name.startswith((TRYING_AGAIN, HELD)) and wait.ended_at:
            yield wait.ended_at, wait.name.endswith("email")
