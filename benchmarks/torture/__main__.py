"""`make torture`: each fault is done to a site of its own, and a table says what was seen.

Exit status 1 where something was lost, was done twice, or did not hold.
"""

import argparse
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.torture.faults import FAULTS
from benchmarks.torture.finding import Finding
from benchmarks.torture.table import table
from benchmarks.torture.undergoing import environment, undergo
from tests.lending import ROOT


def main() -> int:
    """Undergo the faults that were named, or all of them."""
    arguments = _arguments()
    print(f"seed {arguments.seed}; again: make torture SEED={arguments.seed}", flush=True)
    findings: list[Finding] = []
    # The folder has a short name: sockets lie in it.
    with tempfile.TemporaryDirectory(prefix="torture-") as folder:
        samples = draw_samples(Path(folder))
        for fault in arguments.faults or FAULTS:
            began = time.monotonic()
            findings += undergo(
                fault, Path(folder) / fault, seed=arguments.seed, samples=samples, small=arguments.small
            )
            print(f"{fault}: {time.monotonic() - began:.0f} s", flush=True)
    print(table(findings))
    return 0 if all(finding.is_well for finding in findings) else 1


def draw_samples(folder: Path) -> Path:
    """Sample photos, drawn once for all faults."""
    subprocess.run(
        [sys.executable, "manage.py", "draw_samples", "--verbosity", "0"],
        cwd=ROOT,
        env=environment(folder, ""),
        check=True,
    )
    return folder / "var" / "samples"


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    # An empty list is a choice, too, because argparse checks the default like a word.
    parser.add_argument("faults", nargs="*", choices=[*FAULTS, []], metavar="fault")
    parser.add_argument("--seed", default=str(random.randrange(1_000_000)))  # noqa: S311
    parser.add_argument("--small", action="store_true", help="as the suite does it")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
