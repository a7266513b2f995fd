"""This host: Python and its packages, the folder for data, space, static files, content."""

import os
import re
import shutil
import stat
import sys
from collections import defaultdict
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version

from django.conf import settings

from config.checks import problems
from config.doctor.diagnosis import Diagnosis, fail, ok, warn

LEAST_PYTHON = (3, 11)
PIN = re.compile(r"^([\w.-]+)(?:\[[\w,-]+\])?==([^\s;\\]+)( ;)?", re.MULTILINE)
SHOWN = 5
GIGABYTE = 10**9
LITTLE, TOO_LITTLE = 2 * GIGABYTE, GIGABYTE // 5


def python() -> Iterator[Diagnosis]:
    """The interpreter, and whether the packages are those that were tested together."""
    running = ".".join(map(str, sys.version_info[:3]))
    if sys.version_info < LEAST_PYTHON:
        yield fail("python", f"This is Python {running}.", "Install Python 3.11 or newer.")
    else:
        yield ok("python", f"This is Python {running}.")
    if others := list(_other_versions()):
        more = f" and {len(others) - SHOWN} more" if len(others) > SHOWN else ""
        yield warn(
            "packages",
            f"Not as in requirements/site.txt: {', '.join(others[:SHOWN])}{more}.",
            "Run: pip install --require-hashes -r requirements/site.txt",
        )
    else:
        yield ok("packages", "All packages have the versions of requirements/site.txt.")


def _other_versions() -> Iterator[str]:
    """A package may be pinned more than once, for different machines; then any of these will do."""
    pins, everywhere = defaultdict(set), set()
    for name, pinned, somewhere in PIN.findall((settings.BASE_DIR / "requirements/site.txt").read_text()):
        pins[name].add(pinned)
        if not somewhere:
            everywhere.add(name)
    for name, fitting in pins.items():
        try:
            installed = version(name)
        except PackageNotFoundError:
            if name in everywhere:
                yield f"{name} is missing"
            continue
        if installed not in fitting:
            yield f"{name} {installed} instead of {' or '.join(sorted(fitting))}"


def data_folder() -> Iterator[Diagnosis]:
    """Whose it is, who else may look into it, how much fits."""
    folder = settings.DATA_DIR
    if not folder.is_dir():
        yield fail("data folder", f"{folder} is not there.", "Create it, or set DATA_DIR to another one.")
        return
    yield _permissions()
    free = shutil.disk_usage(folder).free
    says = f"{free / GIGABYTE:.1f} GB are free under {folder}."
    if free < TOO_LITTLE:
        yield fail("disk space", says, "Make room now: uploads and answers are about to be refused.")
    elif free < LITTLE:
        yield warn("disk space", says, "Make room, or keep the data on a larger disk.")
    else:
        yield ok("disk space", says)


def _permissions() -> Diagnosis:
    folder, name = settings.DATA_DIR, "data folder"
    if not os.access(folder, os.R_OK | os.W_OK | os.X_OK):
        return fail(
            name, f"This user may not write to {folder}.", f"Run: chown -R <the site's user> {folder}"
        )
    if stat.S_IMODE(folder.stat().st_mode) & 0o077:
        return warn(name, f"Other users of this host may look into {folder}.", f"Run: chmod 700 {folder}")
    return ok(name, f"{folder} can be written to, and is private.")


def static_files() -> Iterator[Diagnosis]:
    """Style sheets and scripts, under the names that pages ask for."""
    name, do = "static files", "Run: python -m config.processes.prepare"
    manifest = settings.STATIC_ROOT / "staticfiles.json"
    if settings.DEBUG:
        yield ok(name, "Under DEBUG they are taken from where they are written.")
    elif not manifest.exists():
        yield fail(name, f"{settings.STATIC_ROOT} holds none: every page would be an error.", do)
    elif newer := _newer_than(manifest.stat().st_mtime):
        yield warn(name, f"They were collected before {newer} was changed.", do)
    else:
        yield ok(name, "They are collected.")


def _newer_than(time: float) -> str:
    for folder in settings.STATICFILES_DIRS:
        for path in folder.rglob("*"):
            if path.is_file() and path.stat().st_mtime > time:
                return str(path.relative_to(folder))
    return ""


def content() -> Iterator[Diagnosis]:
    """What is taught: nothing is served while it has a fault."""
    if found := problems(["content"]):
        yield fail("content", f"{found[0]} ({len(found)} in all)", "Run: manage.py check --tag content")
    else:
        yield ok("content", "All content files are valid.")
