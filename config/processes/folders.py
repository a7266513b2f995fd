"""What one checkout keeps under DATA_DIR, and the lock that keeps a second start out of it."""

import fcntl
import os
import re
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from config.processes.errors import CannotStart

UNFIT = re.compile(r"\s[#;]|[\r\n]")  # where a comment, or a new line, begins in supervisord's configuration


@dataclass(frozen=True)
class Folders:
    """`run` holds what lives as long as the processes do, `log` a file for each of them."""

    data: Path
    run: Path
    log: Path


def make_folders(data: Path) -> Folders:
    """Create them, private to this user. CannotStart where that is refused."""
    if UNFIT.search(str(data)):
        raise CannotStart(f"supervisord would misread {data}. Choose another folder with DATA_DIR.")
    folders = Folders(data, data / "run", data / "log")
    try:
        for folder in (folders.data, folders.run, folders.log):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            if not os.access(folder, os.W_OK | os.X_OK):
                raise PermissionError(13, "Permission denied")
    except OSError as error:
        raise CannotStart(
            f"cannot write to {data} ({error.strerror}). Choose another folder with DATA_DIR."
        ) from None
    return folders


@contextmanager
def only_one(folders: Folders) -> Iterator[IO[str]]:
    """Hold the checkout's lock, which ends with the last process that has it open.

    CannotStart where another start has it, or a tree that is still ending.
    """
    with (folders.run / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise CannotStart(
                f"the site already runs from {folders.data}. Stop it first, or give this one its own "
                "DATA_DIR and PORT."
            ) from None
        yield lock


def private_key(folders: Folders) -> str:
    """The SECRET_KEY of this checkout, made at its first start and readable by its user only.

    To be called under the lock.
    """
    path = folders.data / "secret-key"
    if not path.exists():
        unfinished = path.with_suffix(".new")
        unfinished.touch(mode=0o600)
        unfinished.write_text(secrets.token_urlsafe(48))
        unfinished.replace(path)  # whole or not at all, whenever we are killed
    return path.read_text()
