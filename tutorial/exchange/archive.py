"""An Anki package: a zip with a database in it. Nothing of it is ever unpacked to a folder."""

import zlib
from io import BytesIO
from typing import IO
from zipfile import BadZipFile, LargeZipFile, ZipFile, ZipInfo

import zstandard

from tutorial.exchange.refusal import Refused

LARGEST_COLLECTION = 64 * 1024 * 1024  # bytes, unpacked
# The newest first: today's packages bring an old one along that only asks for a newer Anki
_TODAY, _OLD = "collection.anki21b", ("collection.anki21", "collection.anki2")
_ENCRYPTED = 0x1
_WINDOW = 2**27  # bytes: the most that zstd may ask for

NO_PACKAGE = "This is no Anki package: it cannot be opened as a zip file."
BROKEN = "This Anki package is broken: part of it is missing or was changed on the way. Export it again."
TOO_LARGE = f"This package holds a collection of more than {LARGEST_COLLECTION // 2**20} MB. Export one deck."


def collection_of(package: bytes) -> bytes:
    """The SQLite database of a package; Refused if there is none, or one that is too large."""
    try:
        with ZipFile(BytesIO(package)) as archive:
            return _collection(archive)
    except (BadZipFile, LargeZipFile) as error:
        raise Refused(NO_PACKAGE if not package.startswith(b"PK") else BROKEN) from error
    except (EOFError, OSError, ValueError, NotImplementedError, zlib.error, zstandard.ZstdError) as error:
        raise Refused(BROKEN) from error


def _collection(archive: ZipFile) -> bytes:
    entries = {entry.filename: entry for entry in archive.infolist()}
    for name in (_TODAY, *_OLD):
        if name in entries:
            return _unpacked(archive, entries[name], packed_again=name == _TODAY)
    raise Refused("This zip file is no Anki package: there is no collection in it.")


def _unpacked(archive: ZipFile, entry: ZipInfo, *, packed_again: bool) -> bytes:
    if entry.flag_bits & _ENCRYPTED:
        raise Refused("This package is locked with a password. Export it again without one.")
    if entry.file_size > LARGEST_COLLECTION:
        raise Refused(TOO_LARGE)
    with archive.open(entry) as packed:
        if not packed_again:
            return _at_most(packed)
        unpacking = zstandard.ZstdDecompressor(max_window_size=_WINDOW)
        with unpacking.stream_reader(packed) as stream:
            return _at_most(stream)


def _at_most(stream: IO[bytes]) -> bytes:
    """All of it, whatever size its head has promised."""
    content = stream.read(LARGEST_COLLECTION + 1)
    if len(content) > LARGEST_COLLECTION:
        raise Refused(TOO_LARGE)
    return content
