"""The drawer in which the third way's emails lie until somebody opens it."""

from collections.abc import Collection
from uuid import UUID

from demos.signup.models import StoredEmail
from demos.signup.work import send_by_hand

MOST_TRIES = 20  # of one email: each makes a request wait for the mail server


def send_stored(visitor: UUID, runs: Collection[UUID]) -> None:
    """Send those of this visitor's runs that have not arrived, one after another."""
    waiting = StoredEmail.objects.filter(run__in=runs, run__visitor=visitor, run__letters=None)
    for email in waiting.filter(tries__lt=MOST_TRIES).select_related("run"):
        send_by_hand(email)
