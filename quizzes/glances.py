"""Which of very many attempts a page needs: seen at a glance first, read only where that is not enough.

Whether an attempt is over follows from the content of today, so it has to be read; a learner of years has
hundreds. So each is looked at in a few figures, and the likeliest are read.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile
from uuid import UUID

from django.db.models import Avg, QuerySet

from quizzes.models import Attempt
from quizzes.sitting import Sitting, sit

FEW = 2


@dataclass(frozen=True, slots=True)
class Glance:
    """`at`: its quiz and its course. `share`: the mean score of what is answered; None before any answer.

    Of an attempt that is over this is the share of all its points.
    """

    pk: UUID
    at: tuple[str, str]
    retry: bool
    share: float | None


@dataclass(frozen=True, slots=True)
class Picked:
    """`unfinished` is the newest attempt, if it is not over; `last` and `best` are of those that are.

    Retries of missed questions count for neither: their scores are out of fewer questions.
    """

    unfinished: Sitting | None = None
    last: Sitting | None = None
    best: Sitting | None = None


def glances_of(attempts: "QuerySet[Attempt]") -> list[Glance]:
    """The newest first. One query."""
    seen = attempts.annotate(share=Avg("answers__score")).order_by("-started_at", "-pk")
    rows = seen.values_list("pk", "quiz", "course", "retry_of", "share")
    return [Glance(pk, (quiz, course), retry is not None, share) for pk, quiz, course, retry, share in rows]


def pick(groups: Sequence[Sequence[Glance]]) -> list[Picked]:
    """Of each group, the newest first, what is to be picked.

    Three queries, and three more where so many attempts of a group were left unfinished that the likeliest
    do not tell.
    """
    read = _read({pk for group in groups for pk in _likeliest(group)})
    in_doubt = [group for group in groups if any(_over_in(some, read) is None for some in _orders(group))]
    read |= _read({one.pk for group in in_doubt for one in _whole(group)} - read.keys())
    return [_picked(group, read) for group in groups]


def _likeliest(group: Sequence[Glance]) -> Iterable[UUID]:
    first = (one for some in _orders(group) for one in some[:FEW])
    return (one.pk for one in (*group[:1], *first))


def _picked(group: Sequence[Glance], read: Mapping[UUID, Sitting]) -> Picked:
    if not group:
        return Picked()
    newest, (by_time, by_share) = read[group[0].pk], _orders(group)
    return Picked(newest if newest.is_open else None, _over_in(by_time, read), _over_in(by_share, read))


def _orders(group: Iterable[Glance]) -> tuple[list[Glance], list[Glance]]:
    """What may be a whole attempt that is over: by time and by share, the newest and the best first."""
    whole = _whole(group)
    return whole, sorted(whole, key=lambda one: one.share or 0, reverse=True)


def _whole(group: Iterable[Glance]) -> list[Glance]:
    return [one for one in group if not one.retry and one.share is not None]


def _over_in(order: Iterable[Glance], read: Mapping[UUID, Sitting]) -> Sitting | None:
    """The first that is over, as far as they have been read one after the other."""
    sittings = takewhile(bool, (read.get(one.pk) for one in order))
    return next((sitting for sitting in sittings if sitting and not sitting.is_open), None)


def _read(keys: Collection[UUID]) -> dict[UUID, Sitting]:
    if not keys:
        return {}
    attempts = Attempt.objects.filter(pk__in=keys).prefetch_related("answers", "drafts")
    return {attempt.pk: sit(attempt) for attempt in attempts}
