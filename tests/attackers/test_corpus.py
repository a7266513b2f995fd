"""The corpus, file by file, through the decoder's process."""

import resource
from io import BytesIO

import pytest
from PIL import Image

from demos.upload import decoding
from demos.upload.decoding import Made, TooHard, decoded
from demos.upload.imaging import SIZES, UnreadablePhoto, check_photo
from tests.attackers.corpus import Fate, Hostile, corpus
from tests.demos.photos import photo

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


@pytest.mark.filterwarnings("ignore::UserWarning:PIL")  # that something is odd about the EXIF: it is
def test_pictures_or_a_refusal_in_bounded_memory() -> None:
    """One test for all: every process of the suite would draw the corpus, only to name its files."""
    faults = {hostile.name: found for hostile in corpus() if (found := faults_of(hostile))}
    assert faults == {}
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024 < MOST_MEMORY


def test_one_that_takes_too_long_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(decoding, "SECONDS_TO_DECODE", 0.0)
    with pytest.raises(TooHard, match="more memory or time"), decoded(photo()) as pictures:
        next(pictures)
