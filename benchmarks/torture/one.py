"""`python -m benchmarks.torture.one FAULT FOLDER`: one fault, in a process that has nothing else to do."""

import argparse
import json
import signal
import sys
from dataclasses import asdict
from importlib import import_module
from pathlib import Path

import django

from benchmarks.torture.finding import Finding

FINDINGS = "findings.json"


def main() -> None:
    """Undergo it, and leave what was found in the folder."""
    arguments = _arguments()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("ended from outside"))  # so that its processes end, too
    django.setup()
    fault = import_module(f"benchmarks.torture.faults.{arguments.fault}")
    found = fault.ordeal(arguments.folder, small=True) if arguments.small else fault.ordeal(arguments.folder)
    findings = []
    for finding in [found] if isinstance(found, Finding) else found:
        findings.append(asdict(finding))
        (arguments.folder / FINDINGS).write_text(json.dumps(findings))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("fault")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--small", action="store_true")
    return parser.parse_args()


if __name__ == "__main__":
    main()
