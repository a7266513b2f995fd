"""Finding a learner by what an operator has been told: an email address, an id."""

import sys
from uuid import UUID

from allauth.account.models import EmailAddress
from django.db import connection
from django.db.models import Q

from learners.models import Learner, User

MOST = 200
LAST = chr(sys.maxunicode)  # comes after every other letter


def as_id(words: str) -> UUID | None:
    """The id that somebody copied, with or without dashes."""
    try:
        return UUID(words.strip())
    except ValueError:
        return None


def users_called(words: str) -> list[int]:
    """The ids of the first MOST users whose name begins so: the address of who signed up; and of those one
    of whose addresses it is.

    Each is looked up by itself: asked for one or the other, a database reads all users.
    """
    name = words.strip().lower()
    begun = User.objects.filter(_begins(name)).values_list("pk", flat=True)[:MOST]
    confirmed = EmailAddress.objects.filter(email=name).values_list("user", flat=True)
    return [*begun, *confirmed]


def learners_called(words: str) -> Q:
    """Of rows with a `learner`: those of the learner of that id, or of the users called so.

    The learners are looked up first: a database that joins them to a log of a million rows reads all of it.
    """
    if learner := as_id(words):
        return Q(learner=learner)
    users = users_called(words)
    return Q(learner__in=list(Learner.objects.filter(user__in=users).values_list("pk", flat=True)))


def _begins(name: str) -> Q:
    """SQLite asks an index only for what lies between two names, PostgreSQL only for how a name begins."""
    if connection.vendor == "sqlite":
        return Q(username__gte=name, username__lt=f"{name}{LAST}")
    return Q(username__startswith=name)
