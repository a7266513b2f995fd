"""The sample photos, drawn small."""

from pathlib import Path

import pytest
from PIL import Image

from demos.upload import samples
from demos.upload.samples import SAMPLES, draw_missing, find_sample

pytestmark = pytest.mark.usefixtures("small_samples")


def test_every_one_in_every_size_as_a_jpeg() -> None:
    for sample in SAMPLES:
        for megapixels, size in samples.DIMENSIONS.items():
            with Image.open(sample.path(megapixels)) as photo:
                assert (photo.format, photo.size) == ("JPEG", size)


def test_no_two_are_alike() -> None:
    assert len({sample.path(2).read_bytes() for sample in SAMPLES}) == len(SAMPLES)


def test_they_have_grain() -> None:
    with Image.open(find_sample("night").path(12)) as photo:
        dark_corner = photo.convert("L").crop((0, 260, 40, 300))
    assert len(set(dark_corner.tobytes())) > 10


def test_drawn_once() -> None:
    assert list(draw_missing()) == []


def test_drawn_again_where_one_is_missing() -> None:
    find_sample("lake").path(12).unlink()
    assert {path.name for path in draw_missing()} == {f"lake-{n}mp.jpg" for n in (2, 12, 24)}


def test_drawn_again_when_the_art_has_changed(tmp_path: Path) -> None:
    (tmp_path / "samples" / "lake.digest").write_text("of older art")
    assert len(list(draw_missing())) == 3
