"""What reading a lesson shows: a recall prompt answered to oneself, a lesson read to its end."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction

from learners.evidence import record_evidence
from learners.models import Evidence, Learner
from tutorial.library import Lesson, Recall
from tutorial.shown import Sign
from tutorial.wordings import keep_wording

SAME_CLICK = timedelta(seconds=10)  # nobody reads on, and comes back to the same prompt, sooner
SAME_READING = timedelta(minutes=5)  # who comes back later has read it again, perhaps after a miss


@transaction.atomic
def record_recall(*, learner: Learner, recall: Recall, had_it: bool, now: datetime) -> None:
    """Keep what the learner says of their own answer. Said twice in a row, it counts once."""
    Learner.objects.select_for_update().get(pk=learner.pk)  # one at a time
    said = Evidence.objects.filter(learner=learner, kind=Evidence.Kind.RECALLED, source=recall.id)
    last = said.order_by("at", "pk").last()
    if last and last.right == had_it and now - last.at < SAME_CLICK:
        return
    keep_wording(recall)
    record_evidence(
        learner=learner,
        concepts=recall.concepts,
        kind=Evidence.Kind.RECALLED,
        right=had_it,
        source=recall.id,
        digest=recall.digest,
        now=now,
    )


@transaction.atomic
def record_read(*, learner: Learner, lesson: Lesson, now: datetime) -> None:
    """Keep that the learner has seen everything the lesson teaches, each time that they have read it."""
    Learner.objects.select_for_update().get(pk=learner.pk)  # a double click is one reading
    seen = Evidence.objects.filter(learner=learner, kind=Evidence.Kind.SEEN, source=lesson.id)
    if seen.filter(digest=lesson.digest, at__gt=now - SAME_READING).exists():
        return
    record_evidence(
        learner=learner,
        concepts=sorted(concepts_of(lesson)),
        kind=Evidence.Kind.SEEN,
        right=True,
        source=lesson.id,
        digest=lesson.digest,
        now=now,
    )


def just_read(signs: Iterable[Sign], lesson: Lesson, now: datetime) -> bool:
    """Whether it has been read as it is now, and so lately that another reading would be the same one."""
    same = (sign for sign in signs if (sign.source, sign.digest) == (lesson.id, lesson.digest))
    return any(sign.last > now - SAME_READING for sign in same)


def concepts_of(lesson: Lesson) -> set[str]:
    return {concept for section in lesson.sections for block in section.blocks for concept in block.concepts}
