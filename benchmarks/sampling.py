"""Repeating measurements in turn, so that a noisy machine is noisy to all of them."""

import time
from collections.abc import Callable, Mapping
from statistics import median

Measurement = Callable[[], float | None]


def timed(act: Callable[[], object]) -> float:
    """Milliseconds that `act` takes."""
    began = time.perf_counter()
    act()
    return (time.perf_counter() - began) * 1000


def medians(measurements: Mapping[str, Measurement], *, rounds: int, warm_up: int = 1) -> dict[str, float]:
    """The median of each measurement, ms, over `rounds` rounds in which each one has its turn.

    A measurement returns its own milliseconds, or None to be timed from outside.
    """
    taken: dict[str, list[float]] = {name: [] for name in measurements}
    for turn in range(warm_up + rounds):
        for name, measure in measurements.items():
            value = _take(measure)
            if turn >= warm_up:
                taken[name].append(value)
    return {name: median(values) for name, values in taken.items()}


def _take(measure: Measurement) -> float:
    began = time.perf_counter()
    value = measure()
    return (time.perf_counter() - began) * 1000 if value is None else value
