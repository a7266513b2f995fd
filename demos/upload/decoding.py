"""Photos are decoded in a process of their own each, and only so much of them at once.

A PNG at the cap of 40 megapixels takes up to 550 MB while it is shrunk, for it is decoded as a whole; of a
JPEG of 12 its draft leaves 3. So the pixels that are really decoded are counted, not the photos: usual photos
hardly ever wait, and hostile ones wait for one another instead of filling the memory.
"""

import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from shutil import copyfileobj
from typing import IO

from django.conf import settings

from demos import processor
from demos.failures import RunFailure
from demos.upload.decoder import DAMAGED, HEADER
from demos.upload.imaging import MAX_PIXELS, SIZES, DamagedPhoto, UnreadablePhoto, pixels_to_decode

ROOM = MAX_PIXELS  # pixels: the largest photo that is allowed must fit
SECONDS_TO_WAIT = 5.0
SECONDS_TO_DECODE = 30.0
MOST_BYTES = 16 * 1024**2  # of a picture of 1600 pixels: more than it has without any compression


class TooMuchAtOnce(RunFailure):
    """Others have all the room; it can be tried again."""

    seconds = 5

    def __init__(self) -> None:
        super().__init__(
            "Too many large photos are being made smaller at this moment. "
            f"Try again in {self.seconds} seconds."
        )


class TooHard(UnreadablePhoto):
    """It needs more memory or time than a photo may."""

    def __init__(self) -> None:
        super().__init__("This photo takes more memory or time to open than a photo may.")


@dataclass(frozen=True)
class Made:
    """One size of a photo: `content` is a JPEG of `dimensions`, width and height in pixels."""

    size: int
    dimensions: tuple[int, int]
    content: bytes


class Room:
    """So many pixels for the threads of this process."""

    def __init__(self, pixels: int) -> None:
        self._free = pixels
        self._changed = threading.Condition()

    @contextmanager
    def taken(self, pixels: int, *, seconds: float) -> Iterator[None]:
        """Have that much of it for the block; wait so long at the most, else raise TooMuchAtOnce."""
        with self._changed:
            if not self._changed.wait_for(lambda: self._free >= pixels, seconds):
                raise TooMuchAtOnce
            self._free -= pixels
        try:
            yield
        finally:
            with self._changed:
                self._free += pixels
                self._changed.notify_all()


_room = Room(ROOM)


@contextmanager
def decoded(photo: IO[bytes]) -> Iterator[Iterator[Made]]:
    """The photo's SIZES, each as it is asked for; the processor that they take counts as this thread's.

    Raises TooMuchAtOnce, UnreadablePhoto.
    """
    with (
        _room.taken(min(pixels_to_decode(photo), ROOM), seconds=SECONDS_TO_WAIT),
        _as_real_file(photo) as file,
        _decoder(file) as process,
    ):
        yield (_made(process) for _ in SIZES)


@contextmanager
def _as_real_file(photo: IO[bytes]) -> Iterator[IO[bytes]]:
    """One that another process can read, from its start."""
    photo.seek(0)
    try:
        photo.fileno()
    except OSError:  # it is in memory only
        with tempfile.TemporaryFile() as copy:
            copyfileobj(photo, copy)
            copy.seek(0)
            yield copy
    else:
        yield photo


@contextmanager
def _decoder(file: IO[bytes]) -> Iterator["subprocess.Popen[bytes]"]:
    """Nothing of our environment goes along; whatever becomes of the block, it does not outlive it."""
    with subprocess.Popen(
        [sys.executable, "-m", "demos.upload.decoder"],
        cwd=settings.BASE_DIR,
        env={"PYTHONDONTWRITEBYTECODE": "1"},
        stdin=file,
        stdout=subprocess.PIPE,
    ) as process:
        patience = threading.Timer(SECONDS_TO_DECODE, process.kill)
        patience.start()
        try:
            yield process
        finally:
            patience.cancel()
            process.kill()


def _made(process: "subprocess.Popen[bytes]") -> Made:
    size, width, height, processor_ms, length = HEADER.unpack(_read(process, HEADER.size))
    if length > MOST_BYTES:
        raise TooHard
    processor.add(processor_ms)
    return Made(size, (width, height), _read(process, length))


def _read(process: "subprocess.Popen[bytes]", length: int) -> bytes:
    assert process.stdout  # noqa: S101  for the type checker: it is a pipe
    content = process.stdout.read(length)
    if len(content) < length:
        raise DamagedPhoto if process.wait() == DAMAGED else TooHard
    return content
