"""Nothing can be kept: the storage refuses, is frozen, or the disk is full."""

from pathlib import Path

from benchmarks.torture.finding import Finding
from benchmarks.torture.storing import bucket


def ordeal(folder: Path, *, small: bool = False) -> list[Finding]:
    """Small: three uploads of two visitors, else ten of four."""
    visitors, uploads = (2, 3) if small else (4, 10)
    return bucket.ordeal(folder, visitors=visitors, uploads=uploads)
