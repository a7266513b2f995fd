"""The same photo, uploaded three ways: blocking, background, and only stored."""

import time
from collections.abc import Callable, Mapping
from pathlib import Path
from statistics import median

from benchmarks import report
from benchmarks.sampling import medians, timed
from benchmarks.visitor import Visitor

ROUNDS = 15
MAIL_DELAY_MS = 800
SECONDS_TO_FINISH = 60


def run(visitor: Visitor, photo: Path) -> None:
    """Print the median wait for each reply, and how they compare.

    A run's work is over before the next measurement begins; the workers are idle then.
    """
    content = {"photo": photo.read_bytes()}
    delay = {"mail_delay_ms": str(MAIL_DELAY_MS)}
    visitor.get("/demos/upload/")
    queue_waits: list[float] = []

    def background() -> float:
        began = time.perf_counter()
        answer = visitor.post("/demos/upload/background/", delay, content, json=True)
        took = (time.perf_counter() - began) * 1000
        queue_waits.extend(_finished(visitor, answer.json()["status_url"]))
        return took

    def posting(path: str) -> Callable[[], float]:
        return lambda: timed(lambda: visitor.post(path, delay, content, json=True))

    took = medians(
        {
            "file": posting("/floor/file/"),
            "store": posting("/floor/store/"),
            "background": background,
            "blocking": posting("/demos/upload/blocking/"),
        },
        rounds=ROUNDS,
    )
    _print(took, median(queue_waits), len(content["photo"]))


def _print(took: Mapping[str, float], queue_wait: float, photo_bytes: int) -> None:
    report.heading(f"Upload of {photo_bytes / 1e6:.1f} MB, mail delay {MAIL_DELAY_MS} ms (simulated)")
    report.line("blocking: the reply", took["blocking"])
    report.line("background: the reply", took["background"])
    report.line("store only (the same checks and rows, no task)", took["store"])
    report.line("file only (no check, no row)", took["file"])
    report.ratio("blocking / background", took["blocking"] / took["background"], "aim: at least 20")
    report.ratio("background / store only", took["background"] / took["store"], "aim: at most 1.5")
    report.ratio("background / file only", took["background"] / took["file"])
    report.line("a task's wait in the queue, median", queue_wait)


def _finished(visitor: Visitor, status_url: str) -> list[float]:
    """Wait for the run's end, so that its work is not in the way of the next; its waits in the queue, ms."""
    limit = time.monotonic() + SECONDS_TO_FINISH
    while (state := visitor.get(status_url, json=True).json())["status"] != "done":
        if time.monotonic() > limit or state["status"] == "failed":
            raise RuntimeError(f"the run did not finish: {state}")
        time.sleep(0.1)
    return [span["end"] - span["start"] for span in state["spans"] if span["kind"] == "queue"]
