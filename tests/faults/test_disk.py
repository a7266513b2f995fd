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


@pytest.mark.tree
@pytest.mark.timeout(240)
def test_refused_in_words_and_nothing_is_half_there(short_folder: Path) -> None:
    photos, database = small_ordeal("disk", short_folder)
    assert photos.is_well, photos
    assert database.is_well, database
