"""A second web server of the same site, as a process of its own."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import httpx

from tests.demos.waiting import wait_until
from tests.lending import ROOT
from tests.site import Site, foreign_environment, free_port

SECONDS_TO_START = 60


@contextmanager
def second_web(site: Site) -> Iterator[str]:
    """Its address. It shares the site's database, broker, files and key."""
    port = free_port()
    own = {
        "DJANGO_SETTINGS_MODULE": "config.settings",  # whatever the others have
        "DEBUG": "0",
        "SECRET_KEY": (site.data_dir / "secret-key").read_text(),
        "REDIS_URL": os.environ["REDIS_URL"],
        "PORT": str(port),
    }
    with (site.data_dir / "log" / "second-web.log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "config.processes.run", "web"],
            cwd=ROOT,
            env={**foreign_environment(), **site.environment, **own},
            stdout=log,
            stderr=log,
        )
    url = f"http://127.0.0.1:{port}"
    try:
        wait_until(lambda: _answers(url), SECONDS_TO_START)
        yield url
    finally:
        process.terminate()
        process.wait(SECONDS_TO_START)


def _answers(url: str) -> bool:
    try:
        return httpx.get(f"{url}/healthz").is_success
    except httpx.TransportError:
        return False
