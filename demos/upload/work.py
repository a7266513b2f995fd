"""What is done with a photo, in either lane: four sizes and one letter.

Both steps may run twice, also at the same moment: what is there already is not made again.
"""

from collections.abc import Container, Iterator
from hashlib import sha256
from uuid import UUID

from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from demos import files, mail
from demos.files import FileGone, StorageAway, content_of
from demos.models import Letter, Picture, Run, Span
from demos.runs import UNFINISHED
from demos.spans import span
from demos.upload.decoding import Made, decoded
from demos.upload.imaging import SIZES, UnreadablePhoto
from demos.upload.letter import confirmation

RESIZE = "resize {} px"  # the names of the spans
SEND = "send email"


def make_sizes(run: Run) -> None:
    """Make the sizes that the run does not have yet. Raises UnreadablePhoto, TooMuchAtOnce, StorageAway."""
    if missing := set(SIZES).difference(run.pictures.values_list("size", flat=True)):
        try:
            with files.opened(run.photo) as photo, decoded(photo) as pictures:
                _keep_missing(run, pictures, missing)
        except FileGone as error:
            raise UnreadablePhoto(str(error)) from error
    finish(run.pk)


def send_confirmation(run: Run) -> None:
    """Send the run's letter, unless it has arrived before. Raises MailFailure."""
    if not run.letters.exists():
        with span(run.pk, SEND, Span.Kind.NETWORK, simulated_ms=run.mail_delay_ms):
            mail.send(confirmation(run))
    finish(run.pk)


def finish(run_id: UUID) -> None:
    """Mark the run done if all is there.

    Each step calls this after its own rows are committed, so whichever comes last sees everything.
    """
    all_there = Run.objects.filter(
        Exists(Letter.objects.filter(run=OuterRef("pk"))),
        *(Exists(Picture.objects.filter(run=OuterRef("pk"), size=size)) for size in SIZES),
    )
    all_there.filter(pk=run_id, status__in=UNFINISHED).update(status=Run.Status.DONE)


def same_bytes(one: Run, other: Run) -> bool:
    """Whether both runs have all four sizes, and the files are equal byte for byte."""
    ours, theirs = ({picture.size: picture for picture in run.pictures.all()} for run in (one, other))
    if not ours.keys() == theirs.keys() == set(SIZES):
        return False
    try:
        return all(content_of(ours[size].file) == content_of(theirs[size].file) for size in SIZES)
    except FileGone:
        return False
    except StorageAway:
        return same_digests(one, other)


def same_digests(one: Run, other: Run) -> bool:
    """Likewise by the digests that were noted when the files were made."""
    ours, theirs = ({picture.size: picture.digest for picture in run.pictures.all()} for run in (one, other))
    return ours.keys() == set(SIZES) and all(ours.values()) and ours == theirs


def gone(run: Run) -> bool:
    """Whether its pictures have been removed, of which the rows outlive the files."""
    return any(not picture.file for picture in run.pictures.all())


def _keep_missing(run: Run, pictures: Iterator[Made], missing: Container[int]) -> None:
    """Every size comes out of the one before it: those that are there are made, too, but not kept."""
    for size in SIZES:
        with span(run.pk, RESIZE.format(size)):
            made = next(pictures)
            if size in missing:
                _keep(run, made)


def _keep(run: Run, made: Made) -> None:
    """The file first, then its row; the file goes again if there is no place for the row."""
    width, height = made.dimensions
    picture = Picture(
        run=run,
        size=made.size,
        width=width,
        height=height,
        bytes=len(made.content),
        digest=sha256(made.content).hexdigest(),
        made_at=timezone.now(),
    )
    files.keep(picture.file, ContentFile(made.content))
    try:
        with transaction.atomic(durable=True):
            picture.save(force_insert=True)
    except IntegrityError:  # made by a second worker at the same moment, or the run was swept
        files.discard([str(picture.file)])
