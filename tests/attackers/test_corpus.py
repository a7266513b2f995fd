"""The corpus, file by file, through the decoder's process."""

import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from demos.upload import decoding
from demos.upload.decoding import Made, TooHard, decoded
from demos.upload.imaging import SIZES, UnreadablePhoto, check_photo
from tests.attackers.corpus import Fate, Hostile, corpus
from tests.demos.photos import photo
from tests.lending import ROOT

MOST_MEMORY = 800  # MB: below the limit of its address space, so that the limit need not help


def made_of(hostile: Hostile) -> list[Made] | None:
    """The sizes, or None where it was refused."""
    try:
        check_photo(BytesIO(hostile.content))
        with decoded(BytesIO(hostile.content)) as pictures:
            return list(pictures)
    except UnreadablePhoto:
        return None


def faults_of(hostile: Hostile) -> list[str]:
    """What is not as it must be with what was made of it."""
    made = made_of(hostile)
    if made is None:
        return ["was refused"] if hostile.fate is Fate.PICTURES else []
    faults = ["was taken"] if hostile.fate is Fate.REFUSED else []
    if [picture.size for picture in made] != list(SIZES):
        faults.append("not all sizes")
    return faults + [f"{picture.size} px is no plain JPEG" for picture in made if not plain(picture)]


def plain(picture: Made) -> bool:
    """A JPEG of that size, and nothing else in it."""
    with Image.open(BytesIO(picture.content)) as written:
        told = set(written.info) - {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
        return (written.format, written.mode, written.size, told) == (
            "JPEG",
            "RGB",
            picture.dimensions,
            set(),
        )


# From a small process: what its parent takes counts for a process, too, and pytest may take much.
START_AND_MEASURE = """
import os, subprocess, sys
decoder = subprocess.Popen([sys.executable, "-m", "demos.upload.decoder"], stdout=subprocess.DEVNULL)
print(os.wait4(decoder.pid, 0)[2].ru_maxrss)
"""


@pytest.mark.filterwarnings("ignore::UserWarning:PIL")  # that something is odd about the EXIF: it is
def test_pictures_or_a_refusal() -> None:
    """One test for all: every process of the suite would draw the corpus, only to name its files."""
    faults = {hostile.name: found for hostile in corpus() if (found := faults_of(hostile))}
    assert faults == {}


@pytest.mark.parametrize("name", ["flat-and-large.png", "thin.png", "many-scans.jpg", "swells-by-zTXt.png"])
def test_no_decoder_takes_more_memory_than_photos_may(name: str, tmp_path: Path) -> None:
    [hostile] = (hostile for hostile in corpus() if hostile.name == name)
    file = tmp_path / "photo"
    file.write_bytes(hostile.content)
    with file.open("rb") as photo:
        told = subprocess.run(
            [sys.executable, "-c", START_AND_MEASURE], cwd=ROOT, stdin=photo, capture_output=True, check=True
        )
    assert 10 < int(told.stdout) / 1024 < MOST_MEMORY


def test_one_that_takes_too_long_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(decoding, "SECONDS_TO_DECODE", 0.0)
    with pytest.raises(TooHard, match="more memory or time"), decoded(photo()) as pictures:
        next(pictures)
