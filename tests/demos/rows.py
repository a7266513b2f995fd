"""Rows of the demos for tests."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.core.files.base import ContentFile
from django.utils import timezone

from demos.models import Letter, Picture, Run
from demos.upload.imaging import SIZES
from tests.demos.photos import photo


def make_run(content: bytes | None = None, **fields: Any) -> Run:
    """A background run that was just received, its photo stored."""
    chosen = {
        "photo": fields.pop("photo_name", "Lighthouse"),
        "mail_delay_ms": fields.pop("mail_delay_ms", 800),
    }
    defaults = {"visitor": uuid4(), "scenario": "upload", "lane": Run.Lane.BACKGROUND, "settings": chosen}
    run = Run(**{**defaults, "started_at": timezone.now(), **fields})
    run.photo.save("", ContentFile(photo().getvalue() if content is None else content), save=False)
    run.save()
    return run


def add_picture(run: Run, size: int, content: bytes = b"a picture") -> Picture:
    picture = Picture(
        run=run,
        size=size,
        width=4,
        height=3,
        bytes=len(content),
        made_at=run.started_at + timedelta(seconds=1),
    )
    picture.file.save("", ContentFile(content), save=False)
    picture.save()
    return picture


def add_pictures(run: Run) -> None:
    for size in SIZES:
        add_picture(run, size)


def add_letter(run: Run) -> Letter:
    return Letter.objects.create(
        run=run,
        message_id=f"<{uuid4()}@example.com>",
        sender="stage-door@example.com",
        recipient="you@example.com",
        subject="We have your photo",
        body="Thank you.",
        arrived_at=run.started_at + timedelta(seconds=2),
    )
