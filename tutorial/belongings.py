"""What the flashcards keep of a learner, and how a guest's log of grades is united with an account's."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from itertools import groupby
from operator import attrgetter
from typing import Any

from django.db.models import F

from learners.belongings import Belongings, Owned
from learners.models import Evidence, Learner
from tutorial.fuzz import chance_of
from tutorial.models import CardSettings, Fitting, Review
from tutorial.preferences import settings_of
from tutorial.scheduling import Grade, schedule
from tutorial.wordings import says_of

MEMORY = ("state", "step", "stability", "difficulty", "due")
OUT_OF_THE_WAY = 1_000_000  # no card is shown so often


def unite_reviews(*, guest: Learner, into: Learner, now: datetime) -> None:
    """Both logs become one, in the order of time. Cards that only one of them knew stay as they are; the
    others are replayed from the guest's first grade on, as if one learner had given them all."""
    cards_of_guest = set(Review.objects.filter(learner=guest).values_list("card", flat=True))
    shared = Review.objects.filter(learner=into, card__in=cards_of_guest).values_list("card", flat=True)
    to_replay = set(shared)
    moving = Review.objects.filter(learner=guest)
    standing = moving.filter(card__in=to_replay, undone_at=None)
    standing.update(showing=F("showing") + OUT_OF_THE_WAY)
    moving.update(learner=into)
    if to_replay:
        _replay(into, to_replay)


def take_over_settings(*, guest: Learner, into: Learner, now: datetime) -> None:
    """The account's own choice stands, and the parameters it learnt; what it has none of is the guest's."""
    chosen = CardSettings.objects.filter(learner=guest).first()
    if chosen is None:
        return
    chosen.delete()
    own = CardSettings.objects.filter(learner=into)
    if own.exists():
        own.filter(fitting=None).update(fitting=chosen.fitting)
    else:
        chosen.learner = into
        chosen.save(force_insert=True)


def _replay(learner: Learner, cards: Iterable[str]) -> None:
    """Meanwhile SQLite lets nobody else write, so nothing is worked out or written that stays as it is."""
    log = Review.objects.filter(learner=learner, card__in=cards, undone_at=None).order_by("card", "at", "pk")
    scheduler = settings_of(learner.pk).scheduler
    replayed = []
    for card, reviews in groupby(log, key=attrgetter("card")):
        before, after = _around_the_first_newcomer(list(reviews))
        _out_of_the_way(learner, card, len(before))
        memory = before[-1].memory if before else None
        for showing, review in enumerate(after, start=len(before) + 1):
            chance = chance_of(learner.pk, card, showing)
            memory = schedule(memory, Grade(review.grade), review.at, scheduler, chance=chance)
            review.showing = showing
            for part in MEMORY:
                setattr(review, part, getattr(memory, part))
            replayed.append(review)
    _write(replayed)


def _around_the_first_newcomer(log: list[Review]) -> tuple[list[Review], list[Review]]:
    """A card's reviews before the guest's first one, which stay as they are, and those from there on."""
    places = enumerate(log, start=1)
    before = next((place - 1 for place, review in places if review.showing != place), len(log))
    return log[:before], log[before:]


def _out_of_the_way(learner: Learner, card: str, before: int) -> None:
    """Each number is there once at every moment: these take others until they have their new ones."""
    standing = Review.objects.filter(learner=learner, card=card, undone_at=None, showing__gt=before)
    standing.update(showing=F("showing") + 2 * OUT_OF_THE_WAY)


def _write(replayed: list[Review]) -> None:
    """All rows are there already: each is found by its key. `bulk_update` would take ten times as long."""
    Review.objects.bulk_create(
        replayed,
        batch_size=500,
        update_conflicts=True,
        unique_fields=["pk"],
        update_fields=["showing", *MEMORY],
    )


def _wordings_of(learner: Learner) -> Mapping[str, Any]:
    graded = Review.objects.filter(learner=learner).values_list("digest", flat=True)
    shown = Evidence.objects.filter(learner=learner).values_list("digest", flat=True)
    return {"wordings": says_of([*graded, *shown])}


FLASHCARDS = Belongings(
    room="flashcards",
    owned=(
        Owned(Fitting, "tries at parameters of your own"),
        Owned(CardSettings, "card settings", move=take_over_settings),
        Owned(Review, "grades of cards", move=unite_reviews),
    ),
    more=_wordings_of,
)
