"""Static files are collected when there are others than the last time, by their content.

Not by their dates: a release that is unpacked brings dates of its own.
"""

from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command


def collect_if_changed() -> None:
    """Hash, compress and keep them in STATIC_ROOT, which takes seconds, or find that done."""
    found, done = _digest(), settings.BUILT_DIR / "static.sha256"
    if not (settings.STATIC_ROOT.is_dir() and done.exists() and done.read_text() == found):
        done.unlink(missing_ok=True)
        call_command("collectstatic", interactive=False, verbosity=0)
        done.write_text(found)


def _digest() -> str:
    """Of what is collected, and of who would write it."""
    digest = sha256(repr(settings.STORAGES["staticfiles"]).encode())
    for finder in get_finders():
        for name, storage in finder.list([]):
            digest.update(f"\n{name}\n".encode() + Path(storage.path(name)).read_bytes())
    return digest.hexdigest()
