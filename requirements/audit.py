"""Known vulnerabilities of every pinned package: `make audit`.

It asks PyPI, which not every index that stands in for it can answer for. What nobody could be asked about is
said, and fails nothing; what has a known vulnerability does.
"""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

PINNED = sorted(Path(__file__).parent.glob("*.txt"))
AUDIT = (
    *("-m", "pip_audit", "--require-hashes", "--disable-pip"),
    *("--progress-spinner", "off", "--format", "json"),
)
UNKNOWN = "because this package index does not know them as PyPI does"


def main() -> int:
    """Exit status 1 where a package has a known vulnerability."""
    packages = {package["name"]: package for file in PINNED for package in _audited(file)}
    unknown = [name for name, package in packages.items() if "skip_reason" in package]
    faults = [
        f"{name} {package['version']}: {fault['id']}, mended in {fault['fix_versions'] or 'none'}"
        for name, package in packages.items()
        for fault in package.get("vulns", [])
    ]
    print(f"{len(packages) - len(unknown)} packages audited, {len(faults)} known vulnerabilities")
    print(*faults, *([f"NOT AUDITED: {len(unknown)} packages, {UNKNOWN}."] if unknown else []), sep="\n")
    return 1 if faults else 0


def _audited(file: Path) -> list[dict[str, Any]]:
    command = [sys.executable, *AUDIT, "--requirement", str(file)]
    said = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False).stdout  # noqa: S603
    if not said:
        print(f"NOT AUDITED: {file.name}. PyPI cannot be reached; what pip-audit says is above.")
        return []
    packages: list[dict[str, Any]] = json.loads(said)["dependencies"]
    return packages


if __name__ == "__main__":
    sys.exit(main())
