"""Photos for tests, made where they are used."""

from io import BytesIO
from typing import Any

from PIL import Image

RED, BLUE = (200, 30, 30), (30, 30, 200)


def photo(
    size: tuple[int, int] = (400, 300), image_format: str = "JPEG", mode: str = "RGB", **save: Any
) -> BytesIO:
    """A photo whose left half is red and whose right half is blue, as far as the mode can say so."""
    picture = Image.new("RGB", size, RED)
    picture.paste(BLUE, (size[0] // 2, 0, *size))
    return saved(picture.convert(mode), image_format, **save)


def saved(picture: Image.Image, image_format: str, **save: Any) -> BytesIO:
    """The picture as a file, read from its start."""
    file = BytesIO()
    picture.save(file, image_format, **save)
    file.seek(0)
    return file


def near(color: Any, expected: tuple[int, int, int], tolerance: int = 12) -> bool:
    """Whether a colour is what was painted, but for what JPEG does to it."""
    return all(abs(a - b) <= tolerance for a, b in zip(color, expected, strict=True))
