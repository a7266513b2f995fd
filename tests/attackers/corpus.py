"""Photos that nobody means well by, each made here: its name, its bytes, and what must become of it."""

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from io import BytesIO
from zipfile import ZipFile

from PIL import Image

from demos.upload.imaging import FORMATS, MAX_PIXELS
from tests.demos.photos import BLUE, RED, photo, saved
from tests.demos.upload.test_imaging import ORIENTATION, png_chunk, png_header

JPEG_END = b"\xff\xd9"
AFTER_HEADER = 33  # bytes: a PNG's signature and its IHDR
PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"
SIXTEEN_BITS = {"rgb": (2, 3), "rgba": (6, 4)}  # a PNG's number of that kind of pixels, and their channels
JPEG_FRAME = b"\xff\xc0"  # begins the header of a baseline JPEG
GPS = 0x8825


class Fate(Enum):
    """What becomes of a file: four sizes, a clear refusal, or (where decoders may differ) one of the two."""

    PICTURES = "pictures"
    REFUSED = "refused"
    EITHER = "either"


@dataclass(frozen=True)
class Hostile:
    """One upload: `name` is what its sender calls it."""

    name: str
    content: bytes
    fate: Fate = Fate.PICTURES

    def __str__(self) -> str:
        return self.name


def corpus() -> Iterator[Hostile]:
    """All of them, the cheap ones first."""
    yield from _no_photos()
    yield from _truncated()
    yield from _two_things_at_once()
    yield from _wrong_names()
    yield from _odd_kinds()
    yield from _odd_exif()
    yield from _larger_than_they_look()


def _no_photos() -> Iterator[Hostile]:
    yield Hostile("space.jpg", b" ", Fate.REFUSED)
    yield Hostile("page.jpg", b"<html><script>alert(1)</script></html>", Fate.REFUSED)
    yield Hostile("drawing.svg", b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', Fate.REFUSED)
    yield Hostile("script.png", b"\x89PNG\r\n\x1a\n<?php system($_GET[0]); ?>", Fate.REFUSED)
    yield Hostile("postscript.jpg", b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n", Fate.REFUSED)
    for kind in ("GIF", "BMP", "TIFF", "ICO", "PPM", "TGA", "JPEG2000"):
        yield Hostile(f"other-{kind.lower()}.jpg", photo((32, 32), kind).getvalue(), Fate.REFUSED)


def _truncated() -> Iterator[Hostile]:
    for kind in FORMATS:
        whole = photo((320, 240), kind).getvalue()
        for part, fate in {0.02: Fate.REFUSED, 0.5: Fate.REFUSED, 0.98: Fate.EITHER}.items():
            yield Hostile(f"{part:.0%}-of-a-{kind.lower()}", whole[: max(1, int(len(whole) * part))], fate)
    half = photo((320, 240)).getvalue()
    yield Hostile("half-a-jpeg-with-an-end.jpg", half[: len(half) // 2] + JPEG_END, Fate.EITHER)


def _two_things_at_once() -> Iterator[Hostile]:
    archive = BytesIO()
    with ZipFile(archive, "w") as package:
        package.writestr("run.html", "<script>alert(1)</script>")
    jpeg, png = photo((320, 240)).getvalue(), photo((320, 240), "PNG").getvalue()
    yield Hostile("jpeg-and-zip.jpg", jpeg + archive.getvalue())
    yield Hostile("png-and-page.html", png + b"<script>alert(1)</script>")
    yield Hostile("jpeg-with-a-script.jpg", photo(comment=b"*/alert(1)/*").getvalue())
    text = png_chunk(b"tEXt", b"Comment\0<script>alert(1)</script>")
    yield Hostile("png-with-a-script.png", png[:AFTER_HEADER] + text + png[AFTER_HEADER:])
    yield Hostile("pdf-and-jpeg.jpg", b"%PDF-1.4\n" + jpeg, Fate.REFUSED)


def _wrong_names() -> Iterator[Hostile]:
    yield Hostile("png-called.jpg", photo(image_format="PNG").getvalue())
    yield Hostile("photo.php", photo().getvalue())
    yield Hostile("../../../../etc/passwd", photo().getvalue())
    yield Hostile("nul\0inside.jpg", photo().getvalue())
    yield Hostile("\u202egnp.exe", photo().getvalue())
    yield Hostile("n" * 300 + ".jpg", photo().getvalue())
    yield Hostile("<b>&{{ 7*7 }}{% now %}.jpg", photo().getvalue())


def _odd_kinds() -> Iterator[Hostile]:
    red, blue = (Image.new("RGB", (320, 240), color) for color in (RED, BLUE))
    for kind in ("PNG", "WEBP"):
        moving = saved(red, kind, save_all=True, append_images=[blue] * 20)
        yield Hostile(f"animated.{kind.lower()}", moving.getvalue())
    yield Hostile("several.jpg", saved(red, "MPO", save_all=True, append_images=[blue]).getvalue())
    yield Hostile("16-bits.png", saved(Image.new("I;16", (320, 240), 40_000), "PNG").getvalue())
    for kind in SIXTEEN_BITS:
        yield Hostile(f"16-bits-{kind}.png", _png_of_16_bits(kind, 320, 240))
    yield Hostile("cmyk.jpg", photo(mode="CMYK").getvalue())
    yield Hostile("one-bit.png", photo(image_format="PNG", mode="1").getvalue())
    yield Hostile("see-through-palette.png", photo(image_format="PNG", mode="P", transparency=0).getvalue())
    yield Hostile("progressive.jpg", photo((1600, 1200), progressive=True).getvalue())
    yield Hostile("a-dot.png", photo((1, 1), "PNG").getvalue())


def _odd_exif() -> Iterator[Hostile]:
    for turned in (0, 2, 5, 8, 9, 65_535):
        exif = Image.Exif()
        exif[ORIENTATION] = turned
        yield Hostile(f"turned-{turned}.jpg", photo((320, 240), exif=exif).getvalue())
    where = Image.Exif()
    where[GPS] = {1: "N", 2: (52.0, 31.0, 12.0), 3: "E", 4: (13.0, 24.0, 18.0)}
    yield Hostile("tells-where.jpg", photo((320, 240), exif=where).getvalue())
    # A directory whose next one is itself, one that ends in its middle, and one with 65,535 entries.
    head = b"Exif\0\0II*\0\x08\0\0\0"
    for name, directory in {
        "circle": b"\x01\0" + struct.pack("<HHII", ORIENTATION, 3, 1, 6) + struct.pack("<I", 8),
        "stump": b"\x05\0\x12",
        "crowd": b"\xff\xff" + struct.pack("<HHII", ORIENTATION, 4, 0xFFFFFFFF, 0xFFFFFFF0) * 200,
    }.items():
        yield Hostile(f"exif-{name}.jpg", photo((320, 240), exif=head + directory).getvalue())
    yield Hostile("exif-noise.jpg", photo((320, 240), exif=b"Exif\0\0" + bytes(range(256)) * 200).getvalue())


def _larger_than_they_look() -> Iterator[Hostile]:
    for width, height in ((65_000, 65_000), (2**31 - 1, 2**31 - 1), (MAX_PIXELS + 1, 1), (0, 10)):
        yield Hostile(f"claims-{width}x{height}.png", png_header(width, height), Fate.REFUSED)
    yield Hostile("claims-65535x65535.jpg", _jpeg_claiming(65_535, 65_535), Fate.REFUSED)
    # Few enough pixels to be decoded, and the file holds a small part of them.
    yield Hostile("claims-6000x6000.jpg", _jpeg_claiming(6000, 6000), Fate.EITHER)
    yield Hostile("claims-16383x16383.webp", _webp_claiming(16_383, 16_383), Fate.REFUSED)
    png = photo((320, 240), "PNG").getvalue()
    bomb = zlib.compress(bytes(80 * 1024**2), 9)
    for kind, before in (
        (b"zTXt", b"Comment\0\0"),
        (b"iCCP", b"profile\0\0"),
        (b"iTXt", b"Comment\0\1\0\0\0"),
    ):
        swollen = png[:AFTER_HEADER] + png_chunk(kind, before + bomb) + png[AFTER_HEADER:]
        yield Hostile(f"swells-by-{kind.decode()}.png", swollen, Fate.EITHER)
    yield Hostile("more-pixels-than-told.png", _png_with(bomb), Fate.EITHER)
    yield Hostile("thin.png", saved(Image.new("1", (MAX_PIXELS, 1)), "PNG").getvalue())
    yield Hostile("flat-and-large.png", saved(Image.new("RGBA", (8000, 5000)), "PNG").getvalue())
    yield Hostile("many-scans.jpg", _many_scans(), Fate.EITHER)


def _png_of_16_bits(kind: str, width: int, height: int) -> bytes:
    """From black (clear) to white (opaque), two bytes a channel, which Pillow reads but cannot write."""
    number, channels = SIXTEEN_BITS[kind]
    row = b"".join(struct.pack(">H", 65_535 * x // width) * channels for x in range(width))
    header = struct.pack(">IIBBBBB", width, height, 16, number, 0, 0, 0)
    pixels = zlib.compress((b"\0" + row) * height)
    chunks = (b"IHDR", header), (b"IDAT", pixels), (b"IEND", b"")
    return PNG_SIGNATURE + b"".join(png_chunk(name, data) for name, data in chunks)


def _jpeg_claiming(width: int, height: int) -> bytes:
    """A small JPEG whose frame header says that it is so large."""
    whole = photo((320, 240)).getvalue()
    size = whole.index(JPEG_FRAME) + 5  # after the marker, the header's length and the bits of a sample
    return whole[:size] + struct.pack(">HH", height, width) + whole[size + 4 :]


def _webp_claiming(width: int, height: int) -> bytes:
    """An animation with a huge canvas and one tiny frame."""
    frame = photo((10, 10), "WEBP").getvalue()[12:]
    canvas = b"\x02\0\0\0" + (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    place = bytes(6) + (9).to_bytes(3, "little") * 2 + (100).to_bytes(3, "little") + b"\0"
    chunks = (b"VP8X", canvas), (b"ANIM", bytes(6)), (b"ANMF", place + frame)
    body = b"WEBP" + b"".join(name + struct.pack("<I", len(data)) + data for name, data in chunks)
    return b"RIFF" + struct.pack("<I", len(body)) + body


def _png_with(data: bytes) -> bytes:
    """A small PNG whose pixels are packed into `data`."""
    png = photo((320, 240), "PNG").getvalue()
    return png[:AFTER_HEADER] + png_chunk(b"IDAT", data) + png_chunk(b"IEND", b"")


def _many_scans() -> bytes:
    """A progressive JPEG that refines the same pixels again and again, at little cost to its sender."""
    whole = photo((6400, 4800), progressive=True, quality=10).getvalue()
    start = whole.rindex(b"\xff\xda")
    return whole[:start] + whole[start : -len(JPEG_END)] * 400 + JPEG_END
