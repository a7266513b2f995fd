"""Real demo workers, in processes of their own, on the broker of the test."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from config.celery import app
from demos import workers
from tests.demos.waiting import wait_until
from tests.lending import ROOT


@contextmanager
def running_worker(host: str, folder: Path, *, processes: int = 1) -> Iterator[subprocess.Popen[bytes]]:
    """The worker demos@`host` as `make start` would run it there; `folder` keeps its log and its data."""
    command = (
        *(sys.executable, "-m", "celery", "--app", "config", "--quiet", "worker"),
        *("--without-gossip", "--without-mingle", "-I", "tests.demos.waiting_tasks"),
        *("-Q", "demos", "-n", f"demos@{host}", "-c", str(processes)),
    )
    broker_url = app.conf.broker_url.replace("redis+socket://", "unix://")
    with (folder / f"{host}.log").open("ab") as log:
        process = subprocess.Popen(
            command,
            cwd=ROOT,
            env={
                **os.environ,
                "REDIS_URL": broker_url,
                "DATA_DIR": str(folder),
                "CELERY_SKIP_CHECKS": "1",
            },
            stdout=log,
            stderr=log,
        )
    try:
        wait_until(lambda: f"demos@{host}" in workers.fresh_status().nodes, seconds=60)
        yield process
    finally:
        process.kill()
        process.wait()
