"""What one upload in the background lane takes: processor time of web and workers, commands of the broker."""

import os
import time
from pathlib import Path

from redis import Redis

from benchmarks import report
from benchmarks.memory import programs_of
from benchmarks.processor import spent
from benchmarks.visitor import Visitor
from tests.site import Site

UPLOADS = 10
IDLE_SECONDS = 5
SECONDS_TO_FINISH = 60


def run(site: Site, visitor: Visitor, photo: Path) -> None:
    """Print them for each upload of this photo, less what an idle site takes in the same time."""
    content = photo.read_bytes()
    programs = programs_of(site)
    web, worker = programs["web"], programs["worker-demos"]
    visitor.get("/demos/upload/")
    _upload(visitor, content)  # the first is cold
    began = _commands()
    time.sleep(IDLE_SECONDS)
    idle = (_commands() - began) / IDLE_SECONDS
    began, clock = _commands(), time.monotonic()
    took: dict[str, float] = {}

    def upload_all() -> None:
        for _ in range(UPLOADS):
            _upload(visitor, content)

    took["worker"] = spent(worker, lambda: took.update(web=spent(web, upload_all)))
    commands = _commands() - began - idle * (time.monotonic() - clock)
    report.heading(f"One upload of {len(content) / 1e6:.1f} MB in the background lane, mean of {UPLOADS}")
    report.line("processor time of the web server, with looks at the state", took["web"] / UPLOADS)
    report.line("processor time of the workers", took["worker"] / UPLOADS)
    report.text(
        "commands of the broker; of an idle site each second", f"{commands / UPLOADS:.0f}; {idle:.0f}"
    )


def _upload(visitor: Visitor, content: bytes) -> None:
    answer = visitor.post("/demos/upload/background/", {"mail_delay_ms": "0"}, {"photo": content}, json=True)
    limit = time.monotonic() + SECONDS_TO_FINISH
    while visitor.get(answer.json()["status_url"], json=True).json()["status"] != "done":
        if time.monotonic() > limit:
            raise TimeoutError("the upload is not done")
        time.sleep(0.3)


def _commands() -> int:
    with Redis.from_url(os.environ["REDIS_URL"]) as client:
        return int(client.info("stats")["total_commands_processed"])
