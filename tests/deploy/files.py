"""What is written below `deploy/`, read back."""

import re
from typing import Any, cast

import yaml

from tests.lending import ROOT

DEPLOY = ROOT / "deploy"
CONTAINERS, UNITS = DEPLOY / "containers", DEPLOY / "systemd"
ASSIGNED = re.compile(r"^#? ?([A-Z][A-Z_]+)=", re.MULTILINE)
REFERRED = re.compile(r"\$\{([A-Z_]+)")


def known_variables() -> set[str]:
    """Those of `.env.example`."""
    return set(ASSIGNED.findall((ROOT / ".env.example").read_text()))


def services() -> dict[str, dict[str, Any]]:
    """Those of the compose file, with what they merge in."""
    return cast("dict[str, dict[str, Any]]", compose()["services"])


def compose() -> dict[str, Any]:
    """The compose file."""
    return cast("dict[str, Any]", yaml.safe_load((CONTAINERS / "compose.yaml").read_text()))
