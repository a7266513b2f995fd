"""What a learner has shown, added up: no more rows than there is content, however long the log."""

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Exists, Max, OuterRef, Q, QuerySet

from learners.models import Evidence

ASKED = frozenset({Evidence.Kind.RECALLED, Evidence.Kind.ANSWERED, Evidence.Kind.EXPLAINED})
ALIKE = ("source", "concept", "kind", "digest", "misconception", "right")  # as in the index of the table


@dataclass(frozen=True, slots=True)
class Sign:
    """The standing evidence that differs in nothing but its time, the newest `last`.

    `times`: in how many answers. Only `counted_signs_of` counts one that says several things of a concept
    (several misconceptions, points of an explanation) in one of its signs only: a wrong one, if there is any.
    """

    concept: str
    kind: str
    source: str
    digest: str
    misconception: str
    right: bool
    times: int
    last: datetime

    @property
    def asked(self) -> bool:
        """The learner could have been wrong: only this tells what they know."""
        return self.kind in ASKED


def signs_of(learner: UUID | None) -> tuple[Sign, ...]:
    """Everything a learner has shown and not taken back. One query; none for a newcomer."""
    if learner is None:
        return ()
    rows = _standing(learner).values(*ALIKE).annotate(times=Count("*"), last=Max("at"))
    return tuple(Sign(**row) for row in rows)


def counted_signs_of(learner: UUID | None) -> tuple[Sign, ...]:
    """The same, each answer counted once. Two or three queries; none for a newcomer."""
    signs = signs_of(learner)
    repeated = _repeated(learner) if learner else {}
    return tuple(replace(sign, times=sign.times - repeated.get(_key(sign), 0)) for sign in signs)


def _repeated(learner: UUID) -> dict[tuple[object, ...], int]:
    """How many rows of each sign are of answers that are counted in another row already.

    Few answers leave two rows on one concept, so each row is compared with others only where any has. Where
    that is, is asked first: within the other query, PostgreSQL could ask it anew for each row.
    """
    answer = ("source", "concept", "kind", "digest", "at")
    several = _standing(learner).values(*answer).annotate(rows=Count("*")).filter(rows__gt=1)
    suspects = set(several.values_list("source", flat=True))
    if not suspects:
        return {}
    again = _standing(learner).filter(Exists(_counted_in_its_place()), source__in=suspects)
    return {tuple(row[:-1]): row[-1] for row in again.values_list(*ALIKE).annotate(rows=Count("*"))}


def _key(sign: Sign) -> tuple[object, ...]:
    return tuple(getattr(sign, name) for name in ALIKE)


def _standing(learner: UUID) -> QuerySet[Evidence]:
    return Evidence.objects.filter(learner=learner, withdrawn_at=None).order_by()


def _counted_in_its_place() -> QuerySet[Evidence]:
    """Of the other rows that one answer left on the same concept, those that come before a row."""
    same = ("learner", "concept", "at", "kind", "source", "digest")
    answer = Evidence.objects.filter(withdrawn_at=None, **{name: OuterRef(name) for name in same})
    before = Q(right__lt=OuterRef("right")) | Q(right=OuterRef("right"), pk__lt=OuterRef("pk"))
    return answer.filter(before).order_by()
