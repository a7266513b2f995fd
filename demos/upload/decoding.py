"""How much of photos may lie decoded in one process at once.

A PNG at the cap of 40 megapixels takes up to 376 MB while it is shrunk, for it is decoded as a whole; of a
JPEG of 12 its draft leaves 3. So the pixels that are really decoded are counted, not the photos: usual photos
hardly ever wait, and hostile ones wait for one another instead of filling the memory.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO

from demos.failures import RunFailure
from demos.upload.imaging import MAX_PIXELS, pixels_to_decode

ROOM = MAX_PIXELS  # pixels: the largest photo that is allowed must fit
SECONDS_TO_WAIT = 5.0


class TooMuchAtOnce(RunFailure):
    """Others have all the room; it can be tried again."""

    def __init__(self) -> None:
        super().__init__(
            "Too many large photos are being made smaller at this moment. "
            f"Try again in {SECONDS_TO_WAIT:.0f} seconds."
        )


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
def room_to_decode(photo: IO[bytes]) -> Iterator[None]:
    """Make this photo smaller within the block. Raises TooMuchAtOnce, UnreadablePhoto."""
    with _room.taken(min(pixels_to_decode(photo), ROOM), seconds=SECONDS_TO_WAIT):
        yield
