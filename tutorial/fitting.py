"""Parameters of one's own: asked for on the settings page, learnt by a background task, kept with a date."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from django.utils import timezone

from tutorial.models import CardSettings, Fitting, Review
from tutorial.parameters import NEEDED, History, can_learn, foreseeable, judged
from tutorial.preferences import settings_of
from tutorial.scheduling import Grade

PATIENCE = timedelta(minutes=2)  # a fitting takes seconds; what is not over by then will not be


class Stage(StrEnum):
    """Where a learner stands with parameters of their own."""

    NOT_OFFERED = "not offered"  # the optional optimiser is not installed
    TOO_FEW = "too few"
    READY = "ready"
    UNDER_WAY = "under way"


@dataclass(frozen=True, slots=True)
class Outlook:
    """`reviews` are those from which FSRS can learn, `last` is the newest try; `lost`: it never ended."""

    stage: Stage
    reviews: int
    needed: int
    last: Fitting | None
    lost: bool


def outlook(learner: UUID | None, now: datetime) -> Outlook:
    """Where the learner stands. Two queries; none for a newcomer or without the optimiser."""
    if not can_learn():
        return Outlook(Stage.NOT_OFFERED, 0, NEEDED, None, lost=False)
    reviews = sum(len(list(foreseeable(history))) for history in histories_of(learner).values())
    last = Fitting.objects.filter(learner=learner).order_by("-pk").first() if learner else None
    open_still = last is not None and last.state in Fitting.OPEN
    lost = last is not None and open_still and now - last.asked_at > PATIENCE
    if open_still and not lost:
        return Outlook(Stage.UNDER_WAY, reviews, NEEDED, last, lost)
    return Outlook(Stage.READY if reviews >= NEEDED else Stage.TOO_FEW, reviews, NEEDED, last, lost)


def histories_of(learner: UUID | None) -> dict[str, History]:
    """The standing grades of each card, oldest first, by card id. One query; none for a newcomer."""
    if learner is None:
        return {}
    rows = Review.objects.filter(learner=learner, undone_at=None).order_by("at", "pk")
    histories = defaultdict(list)
    for card, grade, at in rows.values_list("card", "grade", "at"):
        histories[card].append((Grade(grade), at))
    return dict(histories)


def carry_out(fitting_id: int) -> None:
    """Learn the parameters that were asked for, and use them if they foretell the learner's log better.

    Runs once, however often its task is delivered. Whatever goes wrong is noted in the row, and raised.
    """
    if not Fitting.objects.filter(pk=fitting_id, state=Fitting.State.ASKED).update(
        state=Fitting.State.RUNNING
    ):
        return
    fitting = Fitting.objects.get(pk=fitting_id)
    try:
        _learn(fitting)
    except Exception:
        fitting.state = Fitting.State.FAILED
        raise
    finally:
        fitting.ended_at = timezone.now()
        fitting.save()


def _learn(fitting: Fitting) -> None:
    settings = settings_of(fitting.learner_id)
    histories = histories_of(fitting.learner_id)
    verdict = judged(histories, settings.scheduler.parameters)
    fitting.reviews = sum(len(list(foreseeable(history))) for history in histories.values())
    fitting.parameters = list(verdict.parameters)
    fitting.loss_before, fitting.loss_after = verdict.loss_before, verdict.loss_after
    if not verdict.better:
        fitting.state = Fitting.State.NO_BETTER
        return
    fitting.state = Fitting.State.KEPT
    CardSettings.objects.update_or_create(learner_id=fitting.learner_id, defaults={"fitting": fitting})
