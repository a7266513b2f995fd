"""The sample photos: drawn once, at set-up, from the site's own art, as a camera would have stored them."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import resvg_py
from django.conf import settings
from PIL import Image, ImageChops

# Megapixels to choose from, with the width and height that cameras give them.
DIMENSIONS = {2: (1632, 1224), 12: (4032, 3024), 24: (5712, 4284)}
USUAL_MEGAPIXELS = 12
LENS = (1632, 1224)  # what is drawn sharply; a lens, too, resolves less than there are pixels
GRAIN = 10  # standard deviation; a photo without it would compress, and decode, like no photo does
JPEG_QUALITY = 88


@dataclass(frozen=True)
class Sample:
    """A photo to choose: `id` is what a form sends, `title` what a person reads."""

    id: str
    title: str

    @property
    def art(self) -> Path:
        """The drawing that it is made from, which pages show as well."""
        return settings.BASE_DIR / "static" / "img" / f"{self.id}.svg"

    def path(self, megapixels: int) -> Path:
        """The photo itself; it is there once `draw_missing` has run."""
        return _folder() / f"{self.id}-{megapixels}mp.jpg"


SAMPLES = (
    Sample("lighthouse", "Lighthouse"),
    Sample("lake", "Mountain lake"),
    Sample("night", "Opening night"),
)


def find_sample(sample_id: str) -> Sample:
    """The sample of that id; KeyError if there is none."""
    return {sample.id: sample for sample in SAMPLES}[sample_id]


def draw_missing() -> Iterator[Path]:
    """Draw what is not there yet, or comes from older art; yields each new file."""
    _folder().mkdir(mode=0o700, parents=True, exist_ok=True)
    if outdated := [sample for sample in SAMPLES if not _is_drawn(sample)]:
        grain = Image.effect_noise(DIMENSIONS[max(DIMENSIONS)], GRAIN)
        for sample in outdated:
            yield from _draw(sample, grain)
            _stamp(sample).write_text(_digest(sample))


def _is_drawn(sample: Sample) -> bool:
    same_art = _stamp(sample).exists() and _stamp(sample).read_text() == _digest(sample)
    return same_art and all(sample.path(megapixels).exists() for megapixels in DIMENSIONS)


def _digest(sample: Sample) -> str:
    recipe = f"{DIMENSIONS} {LENS} {GRAIN} {JPEG_QUALITY}".encode()
    return hashlib.sha256(recipe + sample.art.read_bytes()).hexdigest()


def _draw(sample: Sample, grain: Image.Image) -> Iterator[Path]:
    width, height = LENS
    png = resvg_py.svg_to_bytes(svg_path=str(sample.art), width=width, height=height, skip_system_fonts=True)
    drawing = Image.open(BytesIO(png)).convert("RGB")
    for megapixels, size in DIMENSIONS.items():
        enlarged = drawing.resize(size, Image.Resampling.BICUBIC)
        yield _write(_with_grain(enlarged, grain), sample.path(megapixels))


def _with_grain(drawing: Image.Image, grain: Image.Image) -> Image.Image:
    piece = grain.crop((0, 0, *drawing.size))  # around a middle grey of 128
    return ImageChops.add(drawing, Image.merge("RGB", (piece, piece, piece)), offset=-128)


def _write(photo: Image.Image, path: Path) -> Path:
    """Under another name first, so that a photo is there whole or not at all."""
    unfinished = path.with_suffix(".unfinished")
    photo.save(unfinished, "JPEG", quality=JPEG_QUALITY)
    return unfinished.replace(path)


def _stamp(sample: Sample) -> Path:
    """Says which art and which recipe the photos of this sample come from."""
    return _folder() / f"{sample.id}.digest"


def _folder() -> Path:
    folder: Path = settings.BUILT_DIR / "samples"
    return folder
