"""What a visitor gets out of a run, and when: four pictures and an email. What is missing has its place."""

from dataclasses import dataclass
from datetime import datetime

from demos.durations import Duration
from demos.models import Letter, Picture, Run
from demos.upload.imaging import SIZES

SHOWN_PX = dict(zip(SIZES, (116, 84, 60, 36), strict=True))  # the longest side on the page
SHAPE = (4, 3)  # of a picture that is not there yet


@dataclass(frozen=True)
class Thumb:
    """One size: `width` and `height` as drawn. Without a picture it is still to come."""

    size: int
    width: int
    height: int
    picture: Picture | None
    at: Duration | None


@dataclass(frozen=True)
class Post:
    """The email, and when it was there."""

    letter: Letter
    at: Duration


@dataclass(frozen=True)
class Arrivals:
    """All of it. Times count from the run's start."""

    thumbs: tuple[Thumb, ...]
    post: Post | None


def arrivals_of(run: Run, wait: Duration | None) -> Arrivals:
    """What has arrived so far. A blocking run hands over everything with its reply: when `wait` is over."""
    at_once = wait if run.lane == Run.Lane.BLOCKING else None
    pictures = {picture.size: picture for picture in run.pictures.all()}
    letter = next(iter(run.letters.all()), None)
    return Arrivals(
        thumbs=tuple(_thumb(run, size, pictures.get(size), at_once) for size in SIZES),
        post=Post(letter, at_once or _since(run, letter.arrived_at)) if letter else None,
    )


def nothing_yet() -> Arrivals:
    """The places of everything that is still to come."""
    return Arrivals(tuple(_drawn(size, SHAPE, None, None) for size in SIZES), None)


def _thumb(run: Run, size: int, picture: Picture | None, at_once: Duration | None) -> Thumb:
    if picture is None:
        return _drawn(size, SHAPE, None, None)
    shape = (picture.width, picture.height)
    return _drawn(size, shape, picture, at_once or _since(run, picture.made_at))


def _drawn(size: int, shape: tuple[int, int], picture: Picture | None, at: Duration | None) -> Thumb:
    scale = SHOWN_PX[size] / max(shape)
    width, height = (max(1, round(side * scale)) for side in shape)
    return Thumb(size, width, height, picture, at)


def _since(run: Run, moment: datetime) -> Duration:
    return Duration(max(0.0, (moment - run.started_at).total_seconds() * 1000))
