"""`python -m benchmarks.torture`: a site of its own, uploads, kills, a verdict. Exits with 1 if it is bad."""

import argparse
import os
import random
import shutil
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

import django

UPLOADS, CHILD_KILLS, WORKER_KILLS = 200, 50, 2


def main() -> int:
    """Start a site in a folder of its own, torture it, end it."""
    arguments = _arguments()
    # The folder has a short name: the broker's socket fits into it, so that its address is known beforehand.
    with tempfile.TemporaryDirectory(prefix="torture-") as folder:
        data_dir = Path(folder) / "var"
        if arguments.samples:
            shutil.copytree(arguments.samples, data_dir / "samples")
        os.environ.update(
            DJANGO_SETTINGS_MODULE="config.settings",
            DATA_DIR=str(data_dir),
            REDIS_URL=f"unix://{data_dir}/run/redis.sock",
            LOG_LEVEL="WARNING",
        )
        django.setup()
        return _torture(data_dir, arguments)


def _torture(data_dir: Path, arguments: argparse.Namespace) -> int:
    # Imported here, because these need the settings above.
    from benchmarks.torture.ordeal import PEOPLE, Ordeal, undergo  # noqa: PLC0415
    from benchmarks.torture.verdict import judge  # noqa: PLC0415
    from benchmarks.visitor import Visitor  # noqa: PLC0415
    from tests.site import running_site  # noqa: PLC0415

    chance = random.Random(arguments.seed)  # noqa: S311
    ordeal = Ordeal(arguments.uploads, arguments.kills, arguments.worker_kills, chance)
    with running_site(data_dir) as site, ExitStack() as open_visitors:
        print(site.first_line.strip())
        print(f"{ordeal}; seed {arguments.seed}", flush=True)
        visitors = [open_visitors.enter_context(Visitor(site.url)) for _ in range(PEOPLE)]
        verdict = judge(undergo(ordeal, visitors))
    print("\n".join(verdict.lines))
    return 1 if verdict.faults else 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--uploads", type=int, default=UPLOADS)
    parser.add_argument("--kills", type=int, default=CHILD_KILLS, help="of processes that have a task")
    parser.add_argument("--worker-kills", type=int, default=WORKER_KILLS)
    parser.add_argument("--seed", type=int, default=random.randrange(1_000_000))  # noqa: S311
    parser.add_argument(
        "--samples", type=Path, help="a folder with the sample photos, if they are drawn already"
    )
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
