"""What watching a demo shows: the concepts that it is about, at work. Named in settings.DEMO_SEEN."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone

from learners.current import learner_for_writing, learner_id
from learners.evidence import record_evidence
from learners.models import Evidence, Learner
from tutorial.library import library


def record_watched(request: HttpRequest, demo: str) -> None:
    """Keep that a visitor has watched `demo` (the name of its address): once a day, in UTC.

    Who has no learner gets one. A demo that no course lists is about no concept, and leaves nothing.
    """
    now, learner = timezone.now(), learner_id(request)
    concepts = _concepts_of(demo)
    if concepts and not (learner and _watched_today(learner, demo, now)):
        _record(learner_for_writing(request), demo, concepts, now)


@transaction.atomic
def _record(learner: Learner, demo: str, concepts: list[str], now: datetime) -> None:
    Learner.objects.select_for_update().get(pk=learner.pk)  # two tabs are one watching
    if not _watched_today(learner.pk, demo, now):
        record_evidence(
            learner=learner,
            concepts=concepts,
            kind=Evidence.Kind.WATCHED,
            right=True,
            source=demo,
            digest="",
            now=now,
        )


def _watched_today(learner: UUID, demo: str, now: datetime) -> bool:
    watched = Evidence.objects.filter(learner=learner, kind=Evidence.Kind.WATCHED, source=demo)
    return watched.filter(at__gte=now.replace(hour=0, minute=0, second=0, microsecond=0)).exists()


def _concepts_of(demo: str) -> list[str]:
    listed = (found for course in library().courses for found in course.demos if found.demo == demo)
    return sorted({concept for found in listed for concept in found.concepts})
