"""One open transaction at a time on the whole site: SQLite has one writer, and all others wait for it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from math import ceil
from uuid import UUID, uuid4

from django.db import IntegrityError
from django.utils import timezone

from demos.early.models import Turn

THE_ONLY = 1


class Taken(Exception):
    """Somebody else has the turn, for `seconds` more at the most."""

    def __init__(self, seconds: int) -> None:
        super().__init__(seconds)
        self.seconds = seconds


@contextmanager
def turn(seconds: float, *, rest: float = 0) -> Iterator[None]:
    """Have the turn for the block, or raise Taken at once. For `rest` seconds after it nobody has it.

    A process that ends in the middle of it gives it back without a word: it is over after `seconds`.
    """
    _refuse_if_taken()  # by reading only, which waits for nobody
    holder = uuid4()
    if not _take(holder, seconds):
        _refuse_if_taken(at_least=1)
    try:
        yield
    finally:
        Turn.objects.filter(holder=holder).update(until=timezone.now() + timedelta(seconds=rest))


def _refuse_if_taken(at_least: int = 0) -> None:
    held = Turn.objects.filter(pk=THE_ONLY).first()
    left = max(at_least, ceil(held.seconds_left(timezone.now())) if held else 0)
    if left > 0:
        raise Taken(left)


def _take(holder: UUID, seconds: float) -> bool:
    """One statement, so that of two who come at the same moment one gets it."""
    now = timezone.now()
    until = now + timedelta(seconds=seconds)
    if Turn.objects.filter(pk=THE_ONLY, until__lte=now).update(holder=holder, until=until):
        return True
    try:
        _, created = Turn.objects.get_or_create(pk=THE_ONLY, defaults={"holder": holder, "until": until})
    except IntegrityError:
        return False
    return created
