"""The welcome email: one for each account, sent by a worker while the new learner reads on.

The message in the queue may be lost, the queue may be away, the mail server too. So what counts is in the
table: who is not welcomed yet is welcomed by the housekeeping, at growing intervals, for a day.
"""

import logging
from collections.abc import Iterable
from datetime import datetime, timedelta
from enum import StrEnum
from hashlib import sha256

from allauth.account import app_settings
from allauth.account.models import EmailAddress
from django.core.cache import cache
from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.utils import timezone

from learners import letters
from learners.models import User

SHORTEST_PAUSE = timedelta(minutes=1)
LONGEST_WAIT = timedelta(days=1)
SECONDS_BETWEEN_WELCOMES = 60 * 60 * 24  # of one address, whose account may be deleted and made anew
A_TRY = timedelta(seconds=15)  # it lasts no longer: the mail server has eight seconds for each of its replies
IMPATIENT = {"socket_connect_timeout": 0.4, "socket_timeout": 0.4}  # seconds; a sign-up waits for no more

logger = logging.getLogger(__name__)


class State(StrEnum):
    """What has become of the welcome email; NONE where it is not wanted."""

    NONE = "none"
    ON_ITS_WAY = "on its way"
    SENT = "sent"
    LATE = "late"
    GIVEN_UP = "given up"
    REFUSED = "refused"


def state_of(user: User, now: datetime) -> State:
    """A try that was begun and has come to nothing has failed."""
    if user.welcomed_at:
        return State.SENT
    if not is_reachable(user):
        return State.NONE
    if user.welcome_refused:
        return State.REFUSED
    young = user.date_joined > now - LONGEST_WAIT
    if user.welcome_tried_at is None:
        return State.ON_ITS_WAY if young else State.NONE
    if user.welcome_tried_at > now - A_TRY:
        return State.ON_ITS_WAY
    return State.LATE if young else State.GIVEN_UP


def ask_again(user: User, now: datetime) -> None:
    """Who is told that it could not be delivered has it tried at once. Of two clicks one counts.

    Asking is a try that was begun: if the message in the queue is lost, it has failed. Raises
    letters.NotQueued; nothing has changed then.
    """
    if state_of(user, now) not in {State.LATE, State.GIVEN_UP, State.REFUSED}:
        return
    if not _as_read(user).update(welcome_tried_at=now, welcome_refused=False):
        return
    if not queue_welcome(user.pk, asked_at=now):
        User.objects.filter(pk=user.pk, welcome_tried_at=now).update(
            welcome_tried_at=user.welcome_tried_at, welcome_refused=user.welcome_refused
        )
        raise letters.NotQueued


def queue_welcome(user_id: int, asked_at: datetime | None = None) -> bool:
    """Have a worker send it. False where the queue does not answer soon; the housekeeping does so later."""
    from learners.tasks import welcome  # noqa: PLC0415  the tasks send what this module writes

    asked = {"asked_at": asked_at.isoformat()} if asked_at else {}
    try:
        with welcome.app.connection_for_write(transport_options=IMPATIENT) as connection:
            welcome.apply_async(  # type: ignore[call-arg]  # as Celery documents it
                (user_id,), asked, connection=connection, retry=False
            )
    except letters.UNREACHABLE as error:
        logger.warning("a welcome email will be late: %s", type(error).__name__)
        return False
    return True


def send_welcome(user_id: int, now: datetime, asked_at: datetime | None = None) -> bool:
    """Send it, if it is wanted now and nobody else is about it. Raises letters.NotSent; one that is refused
    is not tried again before somebody asks for it, which they did at `asked_at`.

    Between the mail server's word and ours a worker may be lost; the second letter then has the same id as
    the first, by which a mailbox may tell.
    """
    user = User.objects.filter(pk=user_id).first()
    if user is None or not _is_due(user, now, asked_at) or not _as_read(user).update(welcome_tried_at=now):
        return False
    welcomed = f"welcomed:{sha256(user.email.encode()).hexdigest()}"
    if cache.get(welcomed):  # an account of this address that is gone: nobody is welcomed again and again
        User.objects.filter(pk=user_id).update(welcomed_at=timezone.now())
        return False
    try:
        letters.send(
            to=user.email,
            subject="Welcome to Behind the Scenes",
            body=render_to_string("account/email/welcome.txt", {"user": user}),
            message_id=f"<welcome-{user.pk}-{int(user.date_joined.timestamp())}@{letters.ID_DOMAIN}>",
        )
    except letters.Refused:
        User.objects.filter(pk=user_id).update(welcome_refused=True)
        raise
    cache.set(welcomed, True, SECONDS_BETWEEN_WELCOMES)
    User.objects.filter(pk=user_id).update(welcomed_at=timezone.now())
    return True


def due(now: datetime) -> Iterable[int]:
    """Whom to try again, or for the first time."""
    young = User.objects.filter(
        welcomed_at=None, welcome_refused=False, date_joined__gt=now - LONGEST_WAIT
    ).exclude(email="")
    return [user.pk for user in young if _is_due(user, now)]


def is_reachable(user: User) -> bool:
    """Whether there is an address, and one that is confirmed where the site lets in nobody else."""
    if app_settings.EMAIL_VERIFICATION == "mandatory":
        return bool(EmailAddress.objects.filter(user=user, verified=True).exists())
    return bool(user.email)


def _is_wanted(user: User) -> bool:
    return user.welcomed_at is None and not user.welcome_refused and is_reachable(user)


def _is_due(user: User, now: datetime, asked_at: datetime | None = None) -> bool:
    """After a try that failed, or that nobody has heard of again, the pause is as long as the wait so far;
    there is none after it was asked for.
    """
    if not _is_wanted(user):
        return False
    tried = user.welcome_tried_at
    return tried in (None, asked_at) or now >= tried + max(SHORTEST_PAUSE, tried - user.date_joined)


def _as_read(user: User) -> QuerySet[User]:
    """The row, unless somebody has taken it since: of two workers, or two clicks, one finds it."""
    return User.objects.filter(pk=user.pk, welcomed_at=None, welcome_tried_at=user.welcome_tried_at)
