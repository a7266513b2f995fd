"""Which words fit inside a bar. Its width is a percentage, so that depends on how wide the picture is."""

from collections.abc import Sequence
from dataclasses import dataclass

ROOMY_PX = 940  # the narrowest plot that shows roomy labels: a stage of 62rem less its padding
WIDE_PX = 668  # the narrowest plot that shows wide labels: a stage of 44rem less its padding
NARROW_PX = 256  # the plot on a screen of 320 pixels
CHARACTER_PX = 7.2  # of the charts' 13 px type, semi-bold, on average and a little over
PADDING_PX = 20


@dataclass(frozen=True)
class Words:
    """What a bar may say in a roomy and in a wide picture, on two lines, and in a narrow one; empty: nothing.

    `line` is for a lower bar, in a wide picture, on one line.
    """

    roomy: tuple[str, ...] = ()
    wide: tuple[str, ...] = ()
    narrow: str = ""
    line: str = ""


def words_for(width: float, names: Sequence[str], times: Sequence[str]) -> Words:
    """Choose for a bar of `width` percent from names and times, each from the longest to the shortest."""
    return Words(
        roomy=_two_lines(width, names, times, ROOMY_PX),
        wide=_two_lines(width, names, times, WIDE_PX),
        narrow=_longest(names, width, NARROW_PX),
        line=_longest([*(f"{names[0]} {time}" for time in times), *names], width, WIDE_PX),
    )


def fits(text: str, width: float, plot_px: int) -> bool:
    """Whether `text` fits into `width` percent of a plot this wide."""
    return len(text) * CHARACTER_PX + PADDING_PX <= plot_px * width / 100


def _two_lines(width: float, names: Sequence[str], times: Sequence[str], plot_px: int) -> tuple[str, ...]:
    lines = (_longest(names, width, plot_px), _longest(times, width, plot_px))
    return lines if all(lines) else ()


def _longest(texts: Sequence[str], width: float, plot_px: int) -> str:
    return next((text for text in texts if text and fits(text, width, plot_px)), "")
