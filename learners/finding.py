"""Finding a learner by what an operator has been told: an email address, an id."""

from uuid import UUID

from allauth.account.models import EmailAddress
from django.db.models import Q

from learners.models import Learner, User

MOST = 200


def as_id(words: str) -> UUID | None:
    """The id that somebody copied, with or without dashes."""
    try:
        return UUID(words.strip())
    except ValueError:
        return None


def users_called(words: str) -> Q:
    """The users whose name begins so: the address of who signed up; or one of whose addresses it is."""
    name = words.strip().lower()
    confirmed = EmailAddress.objects.filter(email=name).values("user")
    return Q(username__startswith=name) | Q(pk__in=confirmed)


def learners_called(words: str) -> Q:
    """Of rows with a `learner`: those of the learner of that id, or of the first MOST users called so.

    The learners are looked up first: a database that joins them to a log of a million rows reads all of it.
    """
    if learner := as_id(words):
        return Q(learner=learner)
    users = User.objects.filter(users_called(words)).values_list("pk", flat=True)[:MOST]
    return Q(learner__in=list(Learner.objects.filter(user__in=list(users)).values_list("pk", flat=True)))
