"""`make bench`: one running site, every figure of one run, ratios beside them."""

import os
import platform
import tempfile
from pathlib import Path

import django


def main() -> None:
    """Start a site of our own in a folder of its own, measure, end it."""
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
        _measure(data_dir)


def _measure(data_dir: Path) -> None:
    # Imported here, because these need the settings above.
    from benchmarks import memory, pages, queries, queue, race, resizing, stage  # noqa: PLC0415
    from benchmarks.visitor import Visitor  # noqa: PLC0415
    from tests.site import running_site  # noqa: PLC0415

    with running_site(data_dir) as site, Visitor(site.url) as visitor:
        print(f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}")
        print(site.first_line.strip())
        at_rest = memory.sample(site)  # before anybody has opened a page
        photo = data_dir / "samples" / "lighthouse-12mp.jpg"
        race.run(visitor, photo)
        queue.run(os.environ["REDIS_URL"])
        pages.run(visitor)
        queries.run()
        resizing.run(photo)
        stage.run(visitor)
        memory.run(site, at_rest, busy=lambda: stage.play(visitor, 30, "both"))


if __name__ == "__main__":
    main()
