"""Four sizes of a photo: draft decoding and a chain of reductions, against the full photo each time."""

from io import BytesIO
from pathlib import Path

from PIL import Image, ImageOps

from benchmarks import report
from benchmarks.sampling import medians
from demos.upload.imaging import SIZES, make_pictures, save_picture

ROUNDS = 7


def run(photo: Path) -> None:
    """Print both, for the photo in this file."""
    content = photo.read_bytes()
    took = medians({"ours": lambda: _ours(content), "naive": lambda: _naive(content)}, rounds=ROUNDS)
    with Image.open(photo) as image:
        report.heading(f"Resizing {image.width} x {image.height} to {', '.join(map(str, SIZES))}")
    report.line("draft decoding, chain of reductions", took["ours"])
    report.line("the naive way", took["naive"])
    report.ratio("naive / ours", took["naive"] / took["ours"])


def _ours(content: bytes) -> None:
    for _, picture in make_pictures(BytesIO(content)):
        save_picture(picture, BytesIO())


def _naive(content: bytes) -> None:
    for size in SIZES:
        image = ImageOps.exif_transpose(Image.open(BytesIO(content)).convert("RGB"))
        image.thumbnail((size, size), Image.Resampling.LANCZOS, reducing_gap=None)
        save_picture(image, BytesIO())
