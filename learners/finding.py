"""Finding a learner by what an operator has been told: an email address, an id."""

from uuid import UUID

from allauth.account.models import EmailAddress
from django.db.models import Q

from learners.models import User


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
    """Of rows with a `learner`: those of the learner of that id, or of the users called so."""
    if learner := as_id(words):
        return Q(learner=learner)
    found = User.objects.filter(users_called(words)).values("pk")
    return Q(learner__user__in=found)
