"""Small disks in memory, which can be filled to the last byte.

They are mounted where only this process and its children see them, so that they are gone with these, however
they end.
"""

import ctypes
import errno
import os
import subprocess
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from threading import Event
from typing import BinaryIO

OWN_MOUNTS = 0x20000  # CLONE_NEWNS of sched.h; Python has os.unshare from 3.12 on
NAME = "mount, as root"
MOUNT = ("mount", "-t", "tmpfs", "-o")
KEEP_PRIVATE = ("mount", "--make-rprivate", "/")
FILLER = "filler"
BLOCK = bytes(1024**2)
SECONDS_BETWEEN = 0.002


class NoDisk(Exception):
    """This process may not mount a disk: it is not root, or in a sandbox that forbids it."""


def is_possible() -> bool:
    """Whether this process may make disks. Nothing is left of the try."""
    probe = ("unshare", "--mount", *MOUNT, "size=1m", "probe", "/tmp")  # noqa: S108  seen by nobody
    try:
        return not subprocess.run(probe, capture_output=True, check=False).returncode
    except OSError:
        return False


def keep_mounts_private() -> None:
    """From now on nobody else sees what this process mounts. Raises NoDisk."""
    if not is_possible():
        raise NoDisk(NoDisk.__doc__)
    system = ctypes.CDLL(None, use_errno=True)
    if system.unshare(OWN_MOUNTS):
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    subprocess.run(KEEP_PRIVATE, check=True)


class Disk:
    """A new one of so many megabytes, mounted at `folder`, which is made. Needs `keep_mounts_private`."""

    def __init__(self, folder: Path, megabytes: int) -> None:
        self._filler = folder / FILLER
        folder.mkdir(mode=0o700)
        subprocess.run((*MOUNT, f"size={megabytes}m,mode=0700", "small-disk", folder), check=True)

    @contextmanager
    def full(self) -> Iterator[None]:
        """Not a byte is free in this context: what others give back is taken at once."""
        enough = Event()
        with ThreadPoolExecutor(1) as thread:
            try:
                with self._filler.open("wb", buffering=0) as filler:
                    _take_all(filler)
                    taking = thread.submit(_go_on_taking, filler, enough)
                    try:
                        yield
                    finally:
                        enough.set()
                        taking.result()
            finally:
                self._filler.unlink()


def _go_on_taking(filler: BinaryIO, enough: Event) -> None:
    while not enough.wait(SECONDS_BETWEEN):
        _take_all(filler)


def _take_all(filler: BinaryIO) -> None:
    try:
        while True:
            filler.write(BLOCK)
    except OSError as error:
        if error.errno != errno.ENOSPC:
            raise
