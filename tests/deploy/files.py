"""What is written below `deploy/`, read back."""

import re
import shutil
import subprocess
from typing import Any, cast

import yaml

from tests.lacking import lacking
from tests.lending import ROOT

DEPLOY = ROOT / "deploy"
CONTAINERS, UNITS = DEPLOY / "containers", DEPLOY / "systemd"
ASSIGNED = re.compile(r"^#? ?([A-Z][A-Z_]+)=", re.MULTILINE)
# Debian 12 has Caddy 2.6.2, which names what it buffers otherwise.
BUFFERS = {
    "request_buffers 32MB": "buffer_requests",
    "response_buffers 32MB": "buffer_responses\n\t\tmax_buffer_size 32MB",
}
FIRST_WITH_LIMITED_BUFFERS = (2, 6, 4)
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


def program(name: str) -> str:
    """Where it is. The test ends here on a machine that lacks it."""
    return shutil.which(name) or lacking(name)


def caddyfile() -> str:
    """That of the containers, in the words of the Caddy that this machine has."""
    text = (CONTAINERS / "Caddyfile").read_text()
    version = subprocess.run([program("caddy"), "version"], capture_output=True, text=True, check=True).stdout
    numbers = re.findall(r"\d+", version)[:3]
    if tuple(map(int, numbers)) < FIRST_WITH_LIMITED_BUFFERS:
        for new, old in BUFFERS.items():
            assert new in text
            text = text.replace(new, old)
    return text
