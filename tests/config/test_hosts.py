"""Under which names the site answers."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.lending import ROOT
from tests.site import OURS

KEY = {"SECRET_KEY": "long and of no use to anybody", "DEBUG": "0"}
PRINT = """
import json
from config import settings
print(json.dumps([settings.ALLOWED_HOSTS, settings.SITE_URL]))
"""


def settings_with(tmp_path: Path, **environment: str) -> tuple[set[str], str]:
    """ALLOWED_HOSTS and SITE_URL of a process of its own."""
    clean = {name: value for name, value in os.environ.items() if name not in {*OURS, "PORT"}}
    done = subprocess.run(
        [sys.executable, "-c", PRINT],
        cwd=ROOT,
        env={**clean, "DATA_DIR": str(tmp_path), **environment},
        capture_output=True,
        check=True,
    )
    hosts, url = json.loads(done.stdout)
    return set(hosts), url


def test_a_laptops_are_its_loopback_names(tmp_path: Path) -> None:
    hosts, url = settings_with(tmp_path, PORT="8123")
    assert hosts == {"localhost", "127.0.0.1", "[::1]"}
    assert url == "http://127.0.0.1:8123"


@pytest.mark.parametrize("host", ["127.0.0.1", "0.0.0.0"])  # noqa: S104
def test_a_public_site_has_one_name(tmp_path: Path, host: str) -> None:
    hosts, url = settings_with(tmp_path, PUBLIC_HOST="learn.example", HOST=host, **KEY)
    assert hosts == {"learn.example"}
    assert url == "https://learn.example"


def test_its_stage_is_spoken_to_by_address(tmp_path: Path) -> None:
    hosts, _ = settings_with(tmp_path, PUBLIC_HOST="learn.example", STAGE="1", **KEY)
    assert "127.0.0.1" in hosts


def test_a_public_site_is_without_debug_unless_it_is_asked_for(tmp_path: Path) -> None:
    """Under its environment, without DEBUG, `manage.py doctor` runs like the parts."""
    key = {"SECRET_KEY": KEY["SECRET_KEY"]}
    hosts, _ = settings_with(tmp_path, PUBLIC_HOST="learn.example", **key)
    assert hosts == {"learn.example"}
