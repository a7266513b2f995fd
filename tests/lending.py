"""What a first start makes, made once and lent to every site of the tests: photos, static files, tables.

Each start still looks whether they are what it needs, so that nothing depends on their being new.
"""

import fcntl
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

from django.conf import settings

ROOT = Path(__file__).resolve().parent.parent
DATABASE = "site.sqlite3"
BUILT = ("samples", "static", "static.sha256", DATABASE)


def lend(data_dir: Path) -> None:
    """Copy all of it into a DATA_DIR that is still to be started; what is there already stays."""
    data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    with _made() as made:
        for name in BUILT:
            if (data_dir / name).exists():
                continue
            if (made / name).is_dir():
                shutil.copytree(made / name, data_dir / name)
            else:
                shutil.copy2(made / name, data_dir / name)


def prepare(*steps: str, **environment: str) -> None:
    """What `make start` runs before anything is served."""
    subprocess.run(
        [sys.executable, "-m", "config.processes.prepare", *steps],
        cwd=ROOT,
        env={
            **os.environ,
            "DEBUG": "0",
            "SECRET_KEY": "to prepare with only",
            **environment,
        },
        check=True,
    )


def migrations() -> str:
    """A name for the tables as they are to be: it changes with any migration of ours."""
    digest = sha256()
    for file in sorted(ROOT.glob("*/**/migrations/*.py")):
        if ".venv" not in file.parts:
            digest.update(file.name.encode() + file.read_bytes())
    return digest.hexdigest()[:16]


@contextmanager
def only_one(name: str) -> Iterator[None]:
    """Of all processes of the suite, one at a time."""
    settings.DATA_DIR.mkdir(parents=True, exist_ok=True)
    with (settings.DATA_DIR / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


@contextmanager
def _made() -> Iterator[Path]:
    """The folder with all of it, which nobody changes meanwhile."""
    folder = settings.DATA_DIR / "lent"
    with only_one("lent"):
        wanted, stamp = migrations(), folder / "migrations"
        if not (stamp.exists() and stamp.read_text() == wanted):
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir(parents=True)
            if (settings.BUILT_DIR / "samples").is_dir():
                shutil.copytree(settings.BUILT_DIR / "samples", folder / "samples")
            prepare(
                DATA_DIR=str(folder), BUILT_DIR=str(folder), DATABASE_URL=f"sqlite:///{folder / DATABASE}"
            )
            stamp.write_text(wanted)
        yield folder
