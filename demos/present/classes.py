"""A class: opened by a presenter, joined by phones, ended by hand or by itself.

There is one class at a time on a site, because there is one stage. A second presenter leads the same class,
and what either does holds for both.
"""

import secrets
from datetime import datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction

from demos.present.models import Guest, LiveClass

LONGEST = timedelta(hours=3)
REMEMBERED = timedelta(days=1)  # so long no other class gets the same code
MOST_GUESTS = 200
DIGITS = 6


class ClassFull(Exception):
    """It has all the phones that it may."""


def current_class(now: datetime) -> LiveClass | None:
    """The class that phones may join now."""
    return LiveClass.objects.filter(ends_at__gt=now).order_by("-started_at").first()


def open_class(now: datetime) -> LiveClass:
    """The class that is on, or else a new one; what is left of old ones is removed."""
    LiveClass.objects.filter(ends_at__lt=now - REMEMBERED).delete()
    Guest.objects.filter(live_class__ends_at__lte=now).delete()
    return current_class(now) or _new_class(now)


def end_class(now: datetime) -> None:
    """Its code is worth nothing any more, and its phones are forgotten."""
    Guest.objects.filter(live_class__ends_at__gt=now).delete()
    LiveClass.objects.filter(ends_at__gt=now).update(ends_at=now)


def find_class(code: str, now: datetime) -> LiveClass | None:
    """The class that is on with this code."""
    return LiveClass.objects.filter(code=code, ends_at__gt=now).first()


def was_a_class(code: str) -> bool:
    """Whether a class that is over, but not forgotten yet, had this code: who knows it has not guessed."""
    return LiveClass.objects.filter(code=code).exists()


def is_over(code: str, now: datetime) -> bool:
    """Whether this is the code of such a class."""
    return LiveClass.objects.filter(code=code, ends_at__lte=now).exists()


def guest_of(code: str, visitor: UUID, now: datetime) -> Guest | None:
    """This visitor in the class of this code, if they have joined it and it is still on."""
    there = Guest.objects.filter(live_class__code=code, live_class__ends_at__gt=now, visitor=visitor)
    return there.select_related("live_class").first()


def join_class(live_class: LiveClass, visitor: UUID, now: datetime) -> Guest:
    """This visitor's phone is in the class; again, it is the same guest. Raises ClassFull."""
    with transaction.atomic():
        held = LiveClass.objects.select_for_update().get(pk=live_class.pk)  # two do not take the same place
        guests = Guest.objects.filter(live_class=held)
        if there := guests.filter(visitor=visitor).first():
            return there
        if guests.count() >= MOST_GUESTS:
            raise ClassFull
        return Guest.objects.create(live_class=held, visitor=visitor, joined_at=now)


def _new_class(now: datetime) -> LiveClass:
    code = f"{secrets.randbelow(10**DIGITS):0{DIGITS}}"
    try:
        with transaction.atomic():
            return LiveClass.objects.create(code=code, started_at=now, ends_at=now + LONGEST)
    except IntegrityError:  # some class of today has it
        return _new_class(now)
