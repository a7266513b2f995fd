"""The folder of the tree's unix sockets."""

import hashlib
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from config.processes.errors import CannotStart

BROKER, VALVE, VALVE_CONTROL = "redis.sock", "valve.sock", "control.sock"
# sun_path of a unix socket holds 108 bytes on Linux and 104 on macOS, with the closing zero.
LONGEST_SOCKET_PATH = 100


@contextmanager
def socket_folder(data_dir: Path) -> Iterator[Path]:
    """DATA_DIR/run, or a private folder elsewhere where that is too long or needs quoting in a URL.

    When the context ends, so must the programs: no socket is left then, and no folder that only held them.
    """
    folder = _fitting(data_dir / "run", data_dir)
    try:
        yield folder
    finally:
        for name in (BROKER, VALVE, VALVE_CONTROL):
            (folder / name).unlink(missing_ok=True)
        if data_dir not in folder.parents:
            folder.rmdir()


def _fitting(folder: Path, data_dir: Path) -> Path:
    longest = max((folder / name for name in (BROKER, VALVE, VALVE_CONTROL)), key=lambda path: len(str(path)))
    if len(os.fsencode(longest)) <= LONGEST_SOCKET_PATH and quote(str(folder)) == str(folder):
        return folder
    name = hashlib.sha256(os.fsencode(data_dir)).hexdigest()[:12]
    short = Path(tempfile.gettempdir()) / f"behind-the-scenes-{os.getuid()}-{name}"
    short.mkdir(mode=0o700, exist_ok=True)
    if short.stat().st_uid != os.getuid() or short.stat().st_mode & 0o077:
        raise CannotStart(f"{short} is not private to you: remove it, or set DATA_DIR to a shorter path.")
    return short
