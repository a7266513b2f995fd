"""A fault in a process of its own, whose Django knows the very site that is tortured."""

import json
import os
import shutil
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

from benchmarks.torture.chance import SEED
from benchmarks.torture.faults import FAULTS
from benchmarks.torture.finding import Finding
from benchmarks.torture.one import FINDINGS
from tests.lending import ROOT
from tests.site import OURS

LONGEST = 30 * 60  # seconds
SECONDS_TO_END = 60


def undergo(fault: str, folder: Path, *, seed: str, samples: Path, small: bool = False) -> list[Finding]:
    """What it found; an ordeal that breaks off has not held. `samples` are sample photos that are drawn.

    `folder` is made; its path should be short, because sockets lie in it.
    """
    shutil.copytree(samples, folder / "var" / "samples")
    needs = {name: value.format(folder=folder) for name, value in FAULTS[fault].items()}
    command = [sys.executable, "-m", "benchmarks.torture.one", fault, str(folder), *(["--small"] * small)]
    process = subprocess.Popen(command, cwd=ROOT, env=environment(folder, seed) | needs)
    try:
        with suppress(subprocess.TimeoutExpired):
            process.wait(LONGEST)
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(SECONDS_TO_END)
    written = folder / FINDINGS
    found = [Finding(**row) for row in json.loads(written.read_text())] if written.exists() else []
    if process.returncode or not found:
        found.append(Finding(fault, "broke off", f"exit status {process.returncode}", 0, 0, held=False))
    return found


def environment(folder: Path, seed: str) -> dict[str, str]:
    """Of a process whose Django is that of the site under `folder`/var."""
    data_dir = folder / "var"
    clean = {name: value for name, value in os.environ.items() if name not in OURS}
    return {
        **clean,
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "DATA_DIR": str(data_dir),
        "REDIS_URL": f"unix://{data_dir}/run/redis.sock",  # where the site's own broker will be
        "LOG_LEVEL": "WARNING",
        SEED: seed,
    }
