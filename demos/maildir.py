"""Letters as files: those that are of no run. A link in one may open an account, so they lie in no table."""

from contextlib import suppress
from email import message_from_bytes
from email.policy import SMTP
from mailbox import Maildir
from pathlib import Path

from django.conf import settings

MOST = 200
PARTS = ("tmp", "new", "cur")  # of a maildir; a letter is written in the first


def keep(content: bytes) -> None:
    """Put it beside the others; of too many the oldest go. Raises OSError where the disk does not take it."""
    settings.MAIL_DIR.mkdir(mode=0o700, parents=True, exist_ok=True)
    for part in PARTS:
        (settings.MAIL_DIR / part).mkdir(mode=0o700, exist_ok=True)
    Maildir(settings.MAIL_DIR, create=False).add(message_from_bytes(content, policy=SMTP))
    for letter in _oldest_first()[:-MOST]:
        with suppress(FileNotFoundError):  # another letter came at the same moment
            letter.unlink()


def _oldest_first() -> list[Path]:
    letters = [letter for part in PARTS[1:] for letter in (settings.MAIL_DIR / part).iterdir()]
    return sorted(letters, key=lambda letter: letter.name.partition(".")[0].zfill(20))
