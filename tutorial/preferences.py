"""How a learner wants the cards to come back."""

from uuid import UUID

from tutorial.models import CardSettings


def settings_of(learner: UUID | None) -> CardSettings:
    """The learner's settings; who has none has the defaults, unsaved. One query; none for a newcomer."""
    if learner is None:
        return CardSettings()
    kept = CardSettings.objects.select_related("fitting").filter(pk=learner).first()
    return kept or CardSettings(learner_id=learner)
