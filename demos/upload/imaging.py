"""Photos in, four sizes out. Pure: no database, no request, no clock.

The quick way to several sizes of a JPEG: let the decoder itself drop what the largest size does not need
(`draft`), then make every further size from the one before it. `make bench` holds it against the naive way.
"""

import struct
import zlib
from collections.abc import Iterator
from typing import IO

from PIL import Image, ImageOps
from PIL.JpegImagePlugin import JpegImageFile

from demos.failures import RunFailure

SIZES = (1600, 800, 320, 96)
MAX_PIXELS = 40_000_000
FORMATS = ("JPEG", "PNG", "WEBP")
JPEG_QUALITY = 82
WHITE = (255, 255, 255)
SHRINK_AS_THEY_ARE = ("L", "LA", "RGB", "RGBA")

# What decoders were seen to raise on bytes that are no photo. Not Exception: a task's time limit is one too.
NOT_A_PHOTO = (
    ArithmeticError,
    AttributeError,
    EOFError,
    LookupError,
    MemoryError,
    OSError,
    RuntimeError,
    SyntaxError,
    TypeError,
    ValueError,
    struct.error,
    zlib.error,
)

# Pillow's own cap lies higher than ours, and it only warns. `check_photo` refuses before anything is decoded.
Image.MAX_IMAGE_PIXELS = None


class UnreadablePhoto(RunFailure):
    """Why a photo cannot be used."""


class DamagedPhoto(UnreadablePhoto):
    """Its header can be read, and the rest cannot."""

    def __init__(self) -> None:
        super().__init__("This photo is damaged: it starts well, but cannot be read to its end.")


class TooManyPixels(UnreadablePhoto):
    """It has more than MAX_PIXELS."""


def check_photo(file: IO[bytes]) -> tuple[int, int]:
    """Width and height from the photo's header; cheap, for nothing is decoded. Raises UnreadablePhoto."""
    with _open(file) as photo:
        return photo.size


def pixels_to_decode(file: IO[bytes]) -> int:
    """How many pixels `make_pictures` has to hold at once; cheap as well. Raises UnreadablePhoto.

    A JPEG of several scans is held as a whole until the last of them, whatever its draft leaves.
    """
    with _open(file) as photo:
        if not _has_several_scans(photo, file):
            photo.draft(None, _fit(photo.size, SIZES[0]))
        return photo.width * photo.height


def _has_several_scans(photo: Image.Image, file: IO[bytes]) -> bool:
    """Of a JPEG: progressive, or not all of it in its first scan, up to which Pillow has just read.

    Where that is not to be seen, it has.
    """
    if not isinstance(photo, JpegImageFile):
        return False
    length = 6 + 2 * photo.layers  # of the header of a scan that holds every component
    file.seek(max(0, file.tell() - length))
    return "progressive" in photo.info or file.read(3) != struct.pack(">HB", length, photo.layers)


def make_pictures(file: IO[bytes]) -> Iterator[tuple[int, Image.Image]]:
    """Each of SIZES with its picture: upright RGB, its longest side at most that many pixels, never enlarged.

    The work of a size happens as it is asked for. Raises UnreadablePhoto where the photo is damaged.
    """
    picture = None
    for size in SIZES:
        picture = _first(file, size) if picture is None else _shrink(picture, size)
        yield size, picture


def save_picture(picture: Image.Image, file: IO[bytes]) -> None:
    """Write it as a JPEG that tells nothing but the picture: no place, no time, no camera."""
    picture.info.clear()
    picture.save(file, "JPEG", quality=JPEG_QUALITY, optimize=True)


def _open(file: IO[bytes]) -> Image.Image:
    file.seek(0)
    try:
        photo = Image.open(file, formats=FORMATS)
    except NOT_A_PHOTO as error:
        raise UnreadablePhoto("This is not a JPEG, PNG or WebP photo.") from error
    if photo.width * photo.height > MAX_PIXELS:
        raise TooManyPixels(
            f"This photo has {photo.width * photo.height / 1e6:.0f} megapixels; "
            f"{MAX_PIXELS / 1e6:.0f} is the most."
        )
    return photo


def _first(file: IO[bytes], size: int) -> Image.Image:
    """The largest picture, straight from the file."""
    with _open(file) as photo:
        try:
            photo.draft(None, _fit(photo.size, size))
            photo.load()
            if photo.mode in SHRINK_AS_THEY_ARE:  # before anything copies it at its full size
                photo.thumbnail((size, size), Image.Resampling.LANCZOS, reducing_gap=2.0)
            upright = ImageOps.exif_transpose(photo)
            return _shrink(_flatten(upright), size)
        except NOT_A_PHOTO as error:
            raise DamagedPhoto from error


def _flatten(photo: Image.Image) -> Image.Image:
    """Eight bits a channel, red, green and blue; what was see-through lies on white."""
    if photo.mode.startswith("I"):  # 16 bits of grey, which convert() would clip instead of scaling
        photo = photo.convert("I").point(lambda value: value / 256).convert("L")
    if photo.has_transparency_data:
        paper = Image.new("RGBA", photo.size, (*WHITE, 255))
        return Image.alpha_composite(paper, photo.convert("RGBA")).convert("RGB")
    return photo.convert("RGB")


def _shrink(picture: Image.Image, size: int) -> Image.Image:
    target = _fit(picture.size, size)
    if target == picture.size:
        return picture.copy()
    return picture.resize(target, Image.Resampling.LANCZOS, reducing_gap=2.0)


def _fit(box: tuple[int, int], size: int) -> tuple[int, int]:
    """`box` scaled down, never up, until its longest side is `size`."""
    scale = min(1, size / max(box))
    return max(1, round(box[0] * scale)), max(1, round(box[1] * scale))
