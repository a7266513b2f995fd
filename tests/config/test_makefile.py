import shutil
import subprocess
from pathlib import Path

import pytest

from tests.lending import ROOT


def make(folder: Path, target: str, **variables: str) -> subprocess.CompletedProcess[str]:
    shutil.copy(ROOT / "Makefile", folder)
    return subprocess.run(
        ["make", "-C", str(folder), target, *(f"{name}={value}" for name, value in variables.items())],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def python_that(folder: Path, script: str) -> str:
    path = folder / "python-for-a-test"
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o700)
    return str(path)


@pytest.mark.parametrize("target", ["start", "test"])
class TestPython:
    def test_an_old_one_is_refused(self, tmp_path: Path, target: str) -> None:
        done = make(tmp_path, target, PYTHON=python_that(tmp_path, "exit 1"))
        assert done.returncode != 0
        assert "Python 3.11 or newer is needed" in done.stderr

    def test_one_without_venv_is_refused(self, tmp_path: Path, target: str) -> None:
        done = make(tmp_path, target, PYTHON=python_that(tmp_path, 'test "$1" = -c'))
        assert done.returncode != 0
        assert "install its venv module" in done.stderr
        assert not (tmp_path / ".venv").exists()
