"""A guest signs up or in: what they did joins what the account has. Nothing is lost, nothing doubled."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from learners.belongings import all_belongings
from learners.models import Learner, User

# A request that began as a guest's is over long before; until then it may still write as that guest.
SIGN_STANDS_FOR = timedelta(minutes=5)


@transaction.atomic
def join_account(*, user: User, guest: UUID | None, now: datetime) -> Learner:
    """The account's learner, who has now what the guest did, too. `guest` may be any id, or none."""
    User.objects.select_for_update().get(pk=user.pk)  # one sign-in of an account at a time
    own = Learner.objects.filter(user=user).first()
    newcomer = _guest(guest)
    if own is None:
        return _claim(newcomer or Learner(), user)
    if newcomer is not None:
        move(guest=newcomer, into=own, now=now)
    return own


@transaction.atomic
def move(*, guest: Learner, into: Learner, now: datetime) -> None:
    """Give everything of a guest to another learner; the guest stays as a sign to them for a while."""
    locked = Learner.objects.select_for_update().filter(pk__in=[guest.pk, into.pk]).order_by("pk")
    if len(locked) < 2:  # noqa: PLR2004  both: one may have been deleted meanwhile
        return
    for belongings in all_belongings():
        belongings.move(guest=guest, into=into, now=now)
    moved = Learner.objects.filter(pk=guest.pk, moved_to=None)
    moved.update(moved_to=into, moved_at=now, origin=None)


def move_late(now: datetime) -> None:
    """Move also what was written as a guest while the guest was just moving; take down old signs."""
    for sign in Learner.objects.filter(moved_at__lte=now).select_related("moved_to"):
        if sign.moved_to is not None:
            move(guest=sign, into=sign.moved_to, now=now)
    Learner.objects.filter(moved_at__lt=now - SIGN_STANDS_FOR).delete()


def _guest(pk: UUID | None) -> Learner | None:
    """That guest, locked: of two sign-ins of the same guest at once the second finds them gone."""
    if pk is None:
        return None
    return Learner.objects.select_for_update().filter(pk=pk, user=None, moved_to=None).first()


def _claim(learner: Learner, user: User) -> Learner:
    learner.user, learner.origin = user, None
    learner.save()
    return learner
