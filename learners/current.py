"""The learner behind a request: known by the session, made at the first thing worth keeping."""

from datetime import timedelta
from uuid import UUID

from django.contrib.auth import SESSION_KEY as ACCOUNT_KEY
from django.db import IntegrityError, transaction
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac

from learners.models import Learner, User

SESSION_KEY = "learner"
AT_THE_SAME_MOMENT = timedelta(minutes=1)


def learner_id(request: HttpRequest) -> UUID | None:
    """The learner of this request; None for somebody who has only looked. One query, the session's.

    Of a session that belongs to an account nothing is told before the account has been looked at: its
    password may have been changed since, on another device.
    """
    if ACCOUNT_KEY in request.session and not request.user.is_authenticated:
        request.session.flush()
    return learner_of_session(request)


def learner_of_session(request: HttpRequest) -> UUID | None:
    """Whoever this session is about, whether or not its account still holds."""
    known = request.session.get(SESSION_KEY)
    return UUID(known) if known else None


def learner_for_writing(request: HttpRequest) -> Learner:
    """The learner of this request, made now if there is none yet (or if the row has gone)."""
    known = learner_id(request)
    learner = Learner.objects.filter(pk=known).first() if known else None
    if learner is None:
        learner = _made_for(request)
        remember(request, learner)
    return learner


def remember(request: HttpRequest, learner: Learner) -> None:
    """From now on this session is theirs."""
    request.session[SESSION_KEY] = str(learner.pk)


def _made_for(request: HttpRequest) -> Learner:
    if ACCOUNT_KEY in request.session and isinstance(request.user, User):
        return Learner.objects.get_or_create(user=request.user)[0]
    return _guest(_origin(request))


def _origin(request: HttpRequest) -> str | None:
    """What a browser's requests have in common before the first reply has given it a session: the secret that
    came with the form. None without a form."""
    secret = request.META.get("CSRF_COOKIE")
    return salted_hmac("learners.current", secret, algorithm="sha256").hexdigest() if secret else None


def _guest(origin: str | None) -> Learner:
    """A new guest; where two first requests come at the same moment, the same one for both."""
    if origin is None:
        return Learner.objects.create()
    earlier = Learner.objects.filter(origin=origin)
    earlier.filter(created_at__lt=timezone.now() - AT_THE_SAME_MOMENT).update(origin=None)
    try:
        with transaction.atomic():
            return Learner.objects.create(origin=origin)
    except IntegrityError:
        return earlier.get()
