"""A real valve before the test's own Redis."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_django import Settings

from config.celery import app
from demos.outage import control
from tests.demos.broker import RunningBroker
from tests.demos.waiting import wait_until
from tests.lending import ROOT


@pytest.fixture
def valve(broker: RunningBroker, settings: Settings, tmp_path: Path) -> Iterator[None]:
    """Open, until the test shuts it; the site's own line to the Redis does not lead through it."""
    line, settings.VALVE_CONTROL = str(tmp_path / "valve.sock"), str(tmp_path / "control.sock")
    settings.LAB_BROKER_URL = f"redis+socket://{line}"
    process = subprocess.Popen(
        [sys.executable, "-S", "-m", "demos.outage.valve"],
        cwd=ROOT,
        env={
            **os.environ,
            "VALVE_SOCKET": line,
            "VALVE_CONTROL": settings.VALVE_CONTROL,
            "REDIS_URL": app.conf.broker_url.replace("redis+socket://", "unix://"),
        },
    )
    try:
        wait_until(control.answers)
        yield
    finally:
        process.terminate()
        process.wait(30)


@pytest.fixture
def no_valve(settings: Settings) -> None:
    """As on a server that was not started by `make start`."""
    settings.VALVE_CONTROL = ""
