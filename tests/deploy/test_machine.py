"""The systemd units and nginx's file, read by systemd and nginx themselves where they are here."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from config.processes.run import ROLES
from tests.deploy.files import ASSIGNED, DEPLOY, UNITS, known_variables, program

PYTHON = "/opt/behind-the-scenes/venv/bin/python"
SERVICES = sorted(path.name for path in UNITS.glob("*.service"))
LARGEST_EXPOSURE = 2.0  # of 10, as `systemd-analyze security` reckons
CERTIFICATE = re.compile(r"/etc/letsencrypt/live/learn\.example\.org/(fullchain|privkey)\.pem")

with_systemd = pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="no systemd here")


@pytest.fixture
def units(tmp_path: Path) -> list[Path]:
    """The units, with a Python that is there."""
    for unit in UNITS.glob("behind-the-scenes*.*"):
        if unit.suffix != ".env":
            (tmp_path / unit.name).write_text(unit.read_text().replace(PYTHON, sys.executable))
    return sorted(tmp_path.iterdir())


def test_the_target_wants_every_role() -> None:
    wanted = (UNITS / "behind-the-scenes.target").read_text()
    for role in ROLES:
        assert f"behind-the-scenes{'-web@1' if role == 'web' else f'@{role}'}.service" in wanted


def test_every_variable_is_one_that_the_site_reads() -> None:
    set_by_hand = set(ASSIGNED.findall((UNITS / "behind-the-scenes.env").read_text()))
    set_by_units = {
        name
        for unit in SERVICES
        for line in re.findall(r"^Environment=(.*)$", (UNITS / unit).read_text(), re.MULTILINE)
        for name in re.findall(r"([A-Z_]+)=", line)
        if not name.startswith("PYTHON")
    }
    assert set_by_hand | set_by_units <= known_variables()


@with_systemd
def test_systemd_understands_the_units(units: list[Path]) -> None:
    said = subprocess.run(
        ["systemd-analyze", "verify", *map(str, units)], capture_output=True, text=True, check=False
    )
    assert (said.returncode, said.stdout + said.stderr) == (0, "")


@with_systemd
@pytest.mark.parametrize("name", SERVICES)
def test_each_is_confined(name: str) -> None:
    said = subprocess.run(
        ["systemd-analyze", "security", "--offline=true", "--no-pager", str(UNITS / name)],
        capture_output=True,
        text=True,
        check=True,
    )
    exposure = re.search(r"Overall exposure level for \S+: ([\d.]+)", said.stdout)
    assert exposure is not None
    assert float(exposure[1]) <= LARGEST_EXPOSURE


def test_nginx_understands_its_file(tmp_path: Path) -> None:
    subprocess.run(
        [
            *(program("openssl"), "req", "-x509", "-newkey", "rsa:2048", "-nodes"),
            *("-subj", "/CN=learn.example.org"),
            *("-keyout", str(tmp_path / "privkey.pem"), "-out", str(tmp_path / "fullchain.pem")),
        ],
        capture_output=True,
        check=True,
    )
    site = CERTIFICATE.sub(
        lambda found: f"{tmp_path}/{found[1]}.pem", (DEPLOY / "nginx" / "behind-the-scenes.conf").read_text()
    )
    whole = tmp_path / "nginx.conf"
    whole.write_text(
        f"pid {tmp_path}/pid;\nerror_log stderr;\nevents {{}}\nhttp {{\naccess_log off;\n{site}\n}}\n"
    )
    said = subprocess.run(
        [program("nginx"), "-t", "-c", str(whole)], capture_output=True, text=True, check=False
    )
    assert said.returncode == 0, said.stderr
    assert "warn" not in said.stderr
