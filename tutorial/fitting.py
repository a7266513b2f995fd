"""Parameters of one's own: asked for on the settings page, learnt by a background task, kept with a date."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from learners.models import Learner
from tutorial.models import CardSettings, Fitting, Review
from tutorial.parameters import NEEDED, History, can_learn, foreseeable, judged
from tutorial.preferences import settings_of
from tutorial.scheduling import Grade

PATIENCE = timedelta(minutes=2)  # a fitting takes seconds; what is not over by then will not be
OUTCOME = ("state", "ended_at", "reviews", "parameters", "loss_before", "loss_after")


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


@transaction.atomic
def ask_for(learner: UUID, now: datetime) -> Fitting | None:
    """Write down that parameters are asked for; None unless the learner is ready for that.

    Of two clicks at once the second finds the first under way.
    """
    if not Learner.objects.select_for_update().filter(pk=learner).first():
        return None
    if outlook(learner, now).stage is not Stage.READY:
        return None
    return Fitting.objects.create(learner_id=learner, asked_at=now)


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
        _note(fitting)


def _learn(fitting: Fitting) -> None:
    settings = settings_of(fitting.learner_id)
    histories = histories_of(fitting.learner_id)
    verdict = judged(histories, settings.scheduler.parameters)
    fitting.reviews = sum(len(list(foreseeable(history))) for history in histories.values())
    fitting.parameters = list(verdict.parameters)
    fitting.loss_before, fitting.loss_after = verdict.loss_before, verdict.loss_after
    fitting.state = Fitting.State.KEPT if verdict.better else Fitting.State.NO_BETTER


@transaction.atomic
def _note(fitting: Fitting) -> None:
    """Write the outcome down, and only then point at it.

    The learner may have been deleted meanwhile, and nothing is written then; or have moved into an account,
    whose the row is now.
    """
    row = Fitting.objects.filter(pk=fitting.pk)
    still_there = row.update(**{name: getattr(fitting, name) for name in OUTCOME})
    if still_there and fitting.state == Fitting.State.KEPT:
        owner = row.values_list("learner", flat=True).get()
        CardSettings.objects.update_or_create(learner_id=owner, defaults={"fitting": fitting})
