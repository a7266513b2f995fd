"""The parts that share one running site."""

import os
from collections.abc import Callable, Sequence
from pathlib import Path

from benchmarks import memory, pages, processor, queries, queue, race, resizing, stage, uploads, weight
from benchmarks.visitor import Visitor
from tests.site import running_site


def run(data_dir: Path, parts: Sequence[str]) -> None:
    """Start the site, measure these parts in their order, end it."""
    with running_site(data_dir) as site, Visitor(site.url) as visitor:
        print(site.first_line.strip())
        at_rest = memory.sample(site)  # before anybody has opened a page
        photo = data_dir / "samples" / "lighthouse-12mp.jpg"
        measure: dict[str, Callable[[], None]] = {
            "race": lambda: race.run(visitor, photo),
            "queue": lambda: queue.run(os.environ["REDIS_URL"]),
            "pages": lambda: pages.run(visitor),
            "queries": queries.run,
            "weight": lambda: weight.run(visitor),
            "processor": lambda: processor.run(site, visitor),
            "uploads": lambda: uploads.run(site, visitor, photo),
            "resizing": lambda: resizing.run(photo),
            "stage": lambda: stage.run(visitor),
            "memory": lambda: memory.run(site, at_rest, busy=lambda: stage.play(visitor, 30, "both")),
        }
        for part in parts:
            measure[part]()
