"""What the rows say of files, and of tasks that had to wait for them."""

from demos import files
from demos.models import Picture, Run, Span
from demos.queueing import TRYING_AGAIN


def names_without_file() -> set[str]:
    """What rows know, and the storage has not. Asked before the sweep, which would mend the rows."""
    photos = Run.objects.exclude(photo="").values_list("photo", flat=True)
    pictures = Picture.objects.exclude(file="").values_list("file", flat=True)
    return {*photos, *pictures} - files.all_names()


def tried_again() -> int:
    """How often a task was put back to be tried again."""
    return Span.objects.filter(name__startswith=TRYING_AGAIN).count()
