"""How a learner wants the cards to come back, and how many new ones they have left for today."""

from datetime import datetime
from uuid import UUID

from django.utils import timezone

from tutorial.models import CardSettings, Review


def settings_of(learner: UUID | None) -> CardSettings:
    """The learner's settings; who has none has the defaults, unsaved. One query; none for a newcomer."""
    if learner is None:
        return CardSettings()
    kept = CardSettings.objects.select_related("fitting").filter(pk=learner).first()
    return kept or CardSettings(learner_id=learner)


def new_left(learner: UUID | None, settings: CardSettings, now: datetime) -> int:
    """How many cards may still be met for the first time today, by the log of all decks.

    A day begins at midnight in the site's time zone. One query; none for a newcomer.
    """
    if learner is None:
        return settings.new_a_day
    today = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    met = Review.objects.filter(learner=learner, showing=1, undone_at=None, at__gte=today).count()
    return max(settings.new_a_day - met, 0)
