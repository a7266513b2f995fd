"""The same photo, uploaded three ways: blocking, background, and only stored."""

import time
from pathlib import Path

from benchmarks import report
from benchmarks.sampling import medians, timed
from benchmarks.visitor import Visitor

ROUNDS = 7
MAIL_DELAY_MS = 800
SECONDS_TO_FINISH = 60


def run(visitor: Visitor, photo: Path) -> None:
    """Print the median wait for each reply, and how they compare."""
    content = {"photo": photo.read_bytes()}
    delay = {"mail_delay_ms": str(MAIL_DELAY_MS)}
    visitor.get("/demos/upload/")
    queue_waits: list[float] = []

    def background() -> float:
        answer = visitor.post("/demos/upload/background/", delay, content, json=True)
        queue_waits.extend(_finished(visitor, answer.json()["status_url"]))
        return answer.elapsed.total_seconds() * 1000

    took = medians(
        {
            "store": lambda: timed(lambda: visitor.post("/floor/store/", {}, content)),
            "background": background,
            "blocking": lambda: timed(
                lambda: visitor.post("/demos/upload/blocking/", delay, content, json=True)
            ),
        },
        rounds=ROUNDS,
    )
    report.heading(
        f"Upload of {photo.stat().st_size / 1e6:.1f} MB, mail delay {MAIL_DELAY_MS} ms (simulated)"
    )
    report.line("blocking: the reply", took["blocking"])
    report.line("background: the reply", took["background"])
    report.line("store only: the reply (the floor)", took["store"])
    report.ratio("blocking / background", took["blocking"] / took["background"], "aim: at least 20")
    report.ratio("background / store only", took["background"] / took["store"], "aim: at most 1.5")
    queue_waits.sort()
    report.line("a task's wait in the queue, median", queue_waits[len(queue_waits) // 2])


def _finished(visitor: Visitor, status_url: str) -> list[float]:
    """Wait for the run's end, so that its work is not in the way of the next; its waits in the queue, ms."""
    limit = time.monotonic() + SECONDS_TO_FINISH
    while (state := visitor.get(status_url, json=True).json())["status"] != "done":
        if time.monotonic() > limit or state["status"] == "failed":
            raise RuntimeError(f"the run did not finish: {state}")
        time.sleep(0.1)
    return [span["end"] - span["start"] for span in state["spans"] if span["kind"] == "queue"]
