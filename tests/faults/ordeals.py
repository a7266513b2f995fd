"""The ordeals of `make torture`, with small numbers."""

from pathlib import Path

from django.conf import settings

from benchmarks.torture.finding import Finding
from benchmarks.torture.undergoing import undergo

SEED = "1"


def small_ordeal(fault: str, folder: Path) -> list[Finding]:
    """What that fault found under `folder`/`fault`; the sample photos were drawn when the suite began."""
    return undergo(fault, folder / fault, seed=SEED, samples=settings.DATA_DIR / "samples", small=True)
