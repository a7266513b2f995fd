"""`make bench`: every figure of one run with its ratio beside it. `make bench PART=name` runs one part."""

import os
import platform
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import django

# On one running site, in this order; then those that start sites of their own, with other databases.
ON_THE_SITE = (
    "race",
    "queue",
    "pages",
    "queries",
    "weight",
    "processor",
    "uploads",
    "resizing",
    "stage",
    "memory",
)
ON_THEIR_OWN = ("learners", "stored")


def main(parts: Sequence[str]) -> None:
    """Measure these parts, or all of them; exit status 2 where one is not known."""
    if unknown := [part for part in parts if part not in ON_THE_SITE + ON_THEIR_OWN]:
        print(
            f"There is no part {unknown[0]}. Parts: {', '.join(ON_THE_SITE + ON_THEIR_OWN)}", file=sys.stderr
        )
        sys.exit(2)
    # The folder has a short name: the broker's socket fits into it, so that its address is known beforehand.
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        data_dir = Path(folder) / "var"
        os.environ.update(
            DJANGO_SETTINGS_MODULE="benchmarks.settings",
            DATA_DIR=str(data_dir),
            REDIS_URL=f"unix://{data_dir}/run/redis.sock",
            LOG_LEVEL="WARNING",
        )
        django.setup()
        sys.stdout.reconfigure(line_buffering=True)  # type: ignore[union-attr]  # each figure as it is there
        print(f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}", end="; ")
        print(f"others kept {os.getloadavg()[0]:.1f} of them busy before")
        _measure(data_dir, parts or ON_THE_SITE + ON_THEIR_OWN)


def _measure(data_dir: Path, parts: Sequence[str]) -> None:
    # Imported here, because these need the settings above.
    from benchmarks import bench, learners, stored  # noqa: PLC0415

    if on_the_site := [part for part in ON_THE_SITE if part in parts]:
        bench.run(data_dir, on_the_site)
    if "learners" in parts:
        learners.run(data_dir.parent)
    if "stored" in parts:
        stored.run(data_dir.parent)


if __name__ == "__main__":
    main(sys.argv[1:])
