"""What the health checks of containers ask."""

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from config.processes.decided import read_decisions
from config.processes.run import ROLES
from tests.demos.waiting import wait_until
from tests.lending import ROOT
from tests.site import Site, foreign_environment, free_port


def is_well(role: str, environment: Mapping[str, str]) -> bool:
    done = subprocess.run(
        [sys.executable, "-m", "config.processes.probe", role],
        cwd=ROOT,
        env={**foreign_environment(), **environment},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert not done.stderr
    return {0: True, 1: False}[done.returncode]


@pytest.mark.tree
@pytest.mark.parametrize("role", ROLES)
def test_each_part_of_a_running_site_is_well(site: Site, role: str) -> None:
    environment = {
        **site.environment,
        **read_decisions(site.data_dir / "run"),
        "PORT": site.url.rpartition(":")[2],
        "SECRET_KEY": "of no use to anybody, and long enough",
    }
    wait_until(lambda: is_well(role, environment))


@pytest.mark.parametrize("role", ROLES)
def test_one_that_is_not_there_is_not(role: str, tmp_path: Path) -> None:
    nowhere = dict.fromkeys(("PORT", "STAGE_PORT", "MAIL_SINK_PORT"), str(free_port()))
    nowhere |= {
        "REDIS_URL": f"redis://127.0.0.1:{free_port()}/0",
        "VALVE_SOCKET": str(tmp_path / "valve.sock"),
        "DATA_DIR": str(tmp_path),
        "SECRET_KEY": "of no use to anybody, and long enough",
    }
    assert not is_well(role, nowhere)


def test_there_is_no_such_part() -> None:
    asked = [sys.executable, "-m", "config.processes.probe", "waiter"]
    assert subprocess.run(asked, cwd=ROOT, env=os.environ, check=False).returncode == 2
