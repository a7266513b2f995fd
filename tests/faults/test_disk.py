"""Full disks, below the photos and below SQLite's database."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

from benchmarks.torture.storing import disks
from tests.faults.ordeals import small_ordeal
from tests.lacking import lacking
from tests.site import foreign_environment

CRASH = """
import errno, os, signal, sys
from pathlib import Path
from benchmarks.torture.storing.disks import Disk, keep_mounts_private

folder = Path(sys.argv[1])
keep_mounts_private()
disk = Disk(folder, megabytes=2)
with disk.full():
    try:
        (folder / "photo").write_bytes(b"1")
    except OSError as error:
        print(errno.errorcode[error.errno])
(folder / "photo").write_bytes(bytes(1024**2))
print(os.path.ismount(folder), os.listdir(folder), flush=True)
os.kill(os.getpid(), signal.SIGKILL)
"""

COUNT = """
import os, sys
from pathlib import Path
from benchmarks.torture.storing.disks import Disk, keep_mounts_private

keep_mounts_private()
disk = Disk(Path(os.environ["DATA_DIR"]), megabytes=6)
os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
import django
django.setup()
from django.core.exceptions import MiddlewareNotUsed
from config.metrics import requests

with disk.full():
    try:
        requests.measured(print)
    except MiddlewareNotUsed:
        print("not counted")
requests.measured(print)
with disk.full():
    for number in range(200):
        requests.requests.labels(str(number), "GET", "2xx").observe(1)
    print("counted")
"""


@pytest.fixture(autouse=True)
def _may_mount() -> None:
    if not disks.is_possible():
        lacking(disks.NAME)


def test_a_disk_is_full_then_has_room_and_is_gone_after_a_crash(tmp_path: Path) -> None:
    folder = tmp_path / "disk"
    crashed = subprocess.run(
        [sys.executable, "-c", CRASH, folder],
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        check=False,
    )
    assert crashed.stdout.split("\n") == ["ENOSPC", "True ['photo']", ""], crashed.stderr
    assert crashed.returncode == -signal.SIGKILL
    assert not os.path.ismount(folder)
    assert not list(folder.iterdir())


def test_counting_requests_kills_no_web_server_on_a_full_disk(tmp_path: Path) -> None:
    own = {**foreign_environment(), "DATA_DIR": str(tmp_path / "disk")}
    counted = subprocess.run(
        [sys.executable, "-c", COUNT],
        cwd=settings.BASE_DIR,
        env=own,
        capture_output=True,
        text=True,
        check=False,
    )
    assert counted.stdout.split() == ["not", "counted", "counted"], counted.stderr
    assert counted.returncode == 0


@pytest.mark.tree
@pytest.mark.timeout(240)
def test_refused_in_words_and_nothing_is_half_there(short_folder: Path) -> None:
    photos, database = small_ordeal("disk", short_folder)
    assert photos.is_well, photos
    assert database.is_well, database
