"""A site with settings that a running one cannot change, in a process of its own. It tells what it saw."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.databases import own_database
from tests.lending import ROOT
from tests.site import foreign_environment

SECONDS = 100
BEFORE = """
import django, json
django.setup()
from django.core.management import call_command
from django.test import Client
from django.test.utils import setup_test_environment
setup_test_environment()
call_command("migrate", verbosity=0)
"""


def told_by_a_site(script: str, data_dir: Path, **environment: str) -> dict[str, Any]:
    """What `script` has put into `told`, run by a site with a database of its own and no broker."""
    with own_database() as database:
        done = subprocess.run(
            [sys.executable, "-c", f"{BEFORE}{script}\nprint(json.dumps(told))"],
            cwd=ROOT,
            env={
                **foreign_environment(),
                "DJANGO_SETTINGS_MODULE": "config.settings",
                "DATA_DIR": str(data_dir),
                "REDIS_URL": "redis://127.0.0.1:1/0",
                **database,
                **environment,
            },
            capture_output=True,
            text=True,
            check=False,
            timeout=SECONDS,
        )
    assert done.returncode == 0, done.stderr[-2000:]
    told: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return told
