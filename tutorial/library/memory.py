"""The library in memory: read once, and in development again when a file has changed."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

from django.conf import settings

from tutorial.library.courses import Library
from tutorial.library.reader import read_library
from tutorial.library.shelves import Shelf, shelves

Stamp = tuple[tuple[str, int, int], ...]


@dataclass(frozen=True)
class _Held:
    library: Library
    folder: Path
    shelves: tuple[Shelf, ...]
    stamp: Stamp


_held: _Held | None = None
_reading = Lock()


def library() -> Library:
    """Everything that is taught. Read again when a file has changed, which is looked for under DEBUG only.

    Raises ContentError if the content is faulty.
    """
    held = _held
    if held is not None and _is_current(held):
        return held.library
    with _reading:
        held = _held
        if held is not None and _is_current(held):
            return held.library
        return _read().library


def _read() -> _Held:
    global _held  # noqa: PLW0603  # the one place where it changes, under the lock
    folder, at_hand = Path(settings.CONTENT_DIR), shelves()
    stamp = _stamp(folder)  # before reading: a change meanwhile is seen at the next call
    _held = _Held(read_library(folder, at_hand), folder, at_hand, stamp)
    return _held


def _is_current(held: _Held) -> bool:
    same = held.folder == Path(settings.CONTENT_DIR) and held.shelves == shelves()
    return same and (not settings.DEBUG or held.stamp == _stamp(held.folder))


def _stamp(folder: Path) -> Stamp:
    return tuple(sorted(_files(folder)))


def _files(folder: Path) -> Iterator[tuple[str, int, int]]:
    for parent, _, names in os.walk(folder):
        for name in names:
            path = os.path.join(parent, name)  # noqa: PTH118  # half the time of Path at every request
            try:
                about = os.stat(path)  # noqa: PTH116
            except FileNotFoundError:  # gone since it was listed: the next call will not see it
                continue
            yield path, about.st_mtime_ns, about.st_size
