"""The one door to the files of runs, on a disk or in a bucket.

Every name is random: nobody can guess it, and no client ever chose it. Whatever a storage raises becomes one
of two things here: a file is gone, or the storage is away, which may be over in a moment.
"""

import logging
import secrets
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import cast

from django.core.files import File
from django.core.files.storage import default_storage
from django.db import models
from django.db.models.fields.files import FieldFile

from demos.failures import RunFailure

PHOTOS = "photos"
PICTURES = "pictures"

logger = logging.getLogger(__name__)


class FileGone(RunFailure):
    """It was kept once, and has been removed."""

    def __init__(self) -> None:
        super().__init__("The photo is no longer here.")


class StorageAway(RunFailure):
    """The disk is full, or the storage refuses or does not answer: it can be tried again."""

    seconds = 30
    words = "The place where photos are kept is full or does not answer."

    def __init__(self) -> None:
        super().__init__(f"{self.words} Try again in {self.seconds} seconds.")


def photo_path(instance: models.Model, filename: str) -> str:
    """For the photo as it came. No extension: what it is, its content says."""
    return f"{PHOTOS}/{secrets.token_urlsafe(24)}"


def picture_path(instance: models.Model, filename: str) -> str:
    """For one size made of it, always a JPEG."""
    return f"{PICTURES}/{secrets.token_urlsafe(24)}.jpg"


def keep(file: FieldFile, content: "File[bytes]") -> None:
    """Keep the content as this file of a row, which is then still to be saved.

    Whole or not at all: what a full disk has taken of it is removed again. Raises StorageAway.
    """
    name = file.field.generate_filename(file.instance, "")
    try:
        default_storage.save(name, content)
    except OSError as error:
        discard([name])
        raise _away(error) from error
    setattr(file.instance, file.field.attname, name)


@contextmanager
def opened(file: FieldFile) -> "Iterator[File[bytes]]":
    """Open for reading. Raises FileGone, StorageAway: also for what fails in that way within the block."""
    if not file.name:
        raise FileGone
    try:
        with cast("File[bytes]", default_storage.open(file.name, "rb")) as content:
            yield content
    except FileNotFoundError as error:
        raise FileGone from error
    except OSError as error:
        raise _away(error) from error


def content_of(file: FieldFile) -> bytes:
    """All of it. Raises FileGone, StorageAway."""
    with opened(file) as opened_file:
        content: bytes = opened_file.read()
        return content


def discard(names: Iterable[str]) -> None:
    """Remove these files. What cannot be removed now no row may know any more: then it is swept later."""
    try:
        for name in names:
            default_storage.delete(name)
    except OSError as error:
        logger.warning("files are left for the sweep: %s", error)


def all_names() -> set[str]:
    """Of every photo and picture that is there. Raises StorageAway."""
    return {f"{folder}/{name}" for folder in (PHOTOS, PICTURES) for name in _names_in(folder)}


def saved_at(name: str) -> datetime | None:
    """When it came; None where it has gone meanwhile. Raises StorageAway."""
    try:
        return default_storage.get_modified_time(name)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise _away(error) from error


def storage_answers() -> bool:
    """Whether it says at once what is there: for /readyz."""
    try:
        default_storage.exists(f"{PHOTOS}/is-anybody-there")
    except OSError as error:
        logger.warning("the storage does not answer: %s", error)
        return False
    return True


def _names_in(folder: str) -> list[str]:
    try:
        return default_storage.listdir(folder)[1]
    except FileNotFoundError:  # on a disk, before the first upload
        return []
    except OSError as error:
        raise _away(error) from error


def _away(error: OSError) -> StorageAway:
    """In words for the visitor; what it was, the log says to the operator."""
    logger.error("photos can be neither kept nor read: %s", error)
    return StorageAway()
