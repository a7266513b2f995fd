"""The files in which the web servers of this host count. Each process writes files of its own.

A process that has ended leaves its files behind. Their figures are added to those of all that have ended, and
the files removed: so no count ever goes back, and there are never more files than processes.

They are written through memory, where a disk that is full would kill the process (SIGBUS): so their room is
taken before the first count.
"""

import fcntl
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import product
from pathlib import Path

from django.conf import settings
from prometheus_client.mmap_dict import MmapedDict

ENDED = "ended"
KINDS = ("counter", "histogram")  # of `config.metrics.requests`
ROOM = 1024**2  # bytes of a file: for some 400 combinations of view, method and status
OF_A_PROCESS = re.compile(r"(?P<kind>[a-z]+)_(?P<pid>\d+)\.db")


def take_over() -> None:
    """To be called by a web server that starts: what those before it have counted is kept.

    Raises OSError where there is no room to count.
    """
    settings.METRICS_FOLDER.mkdir(mode=0o700, parents=True, exist_ok=True)
    with alone(fcntl.LOCK_EX):
        for kind, of in product(KINDS, (ENDED, os.getpid())):
            _take_room(settings.METRICS_FOLDER / f"{kind}_{of}.db")
        for path in sorted(settings.METRICS_FOLDER.iterdir()):
            named = OF_A_PROCESS.fullmatch(path.name)
            if named and not _lives(int(named["pid"])):
                _add(path, to=path.with_name(f"{named['kind']}_{ENDED}.db"))
                path.unlink()


@contextmanager
def alone(how: int) -> Iterator[None]:
    """Hold the folder's lock. Whoever reads shares it (fcntl.LOCK_SH), so that nothing is told twice."""
    settings.METRICS_FOLDER.mkdir(mode=0o700, parents=True, exist_ok=True)  # the stage's host counts nothing
    with (settings.METRICS_FOLDER / "lock").open("w") as lock:
        fcntl.flock(lock, how)
        yield


def _take_room(path: Path) -> None:
    """Zeros that are really written; the library's own new file would be a hole."""
    if path.exists():
        return
    try:
        path.write_bytes(bytes(ROOM))
    except OSError:
        path.unlink(missing_ok=True)
        raise


def _add(path: Path, to: Path) -> None:
    total = MmapedDict(str(to))
    for key, value, _, _ in MmapedDict.read_all_values_from_file(str(path)):
        so_far, _ = total.read_value(key)
        total.write_value(key, so_far + value, 0.0)
    total.close()


def _lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass  # somebody else's by now, or ours under another name
    return True
