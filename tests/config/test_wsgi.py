"""The web server refuses faulty content: one list, no traceback."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from django.conf import settings

from config.wsgi import CANNOT_START


def gunicorn(content: Path) -> subprocess.CompletedProcess[str]:
    """Start the web server on this content; it must give up by itself."""
    return subprocess.run(
        [sys.executable, "-m", "gunicorn", "config.wsgi", "--bind", "127.0.0.1:0", "--no-control-socket"],
        env={**os.environ, "CONTENT_DIR": str(content)},
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def test_every_fault_is_told_once_and_nothing_is_served(tmp_path: Path) -> None:
    content = tmp_path / "content"
    shutil.copytree(settings.CONTENT_DIR, content)
    (content / "background-tasks" / "concepts.yaml").write_text("- 1\n")
    (content / "stray.txt").write_text("words")
    ended = gunicorn(content)
    assert ended.returncode == CANNOT_START
    assert "Traceback" not in ended.stderr
    assert ended.stderr.count("content/background-tasks/concepts.yaml:1: file: is not a mapping;") == 1
    assert ended.stderr.count("content/stray.txt:1: file: has no place here;") == 1
