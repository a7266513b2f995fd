"""One row of everything that belongs to a learner, of whichever room; new models are found by themselves."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from django.apps import apps
from django.db import models

from learners.belongings import all_belongings
from learners.models import Learner

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
SAMPLES: dict[type[models.Field[Any, Any]], Any] = {
    models.DateTimeField: NOON,
    models.BooleanField: True,
    models.FloatField: 0.5,
    models.IntegerField: 1,
    models.JSONField: [],
    models.CharField: "x",
    models.TextField: "x",
}


def owned_models() -> list[type[models.Model]]:
    """What the rooms have registered."""
    return [owned.model for belongings in all_belongings() for owned in belongings.owned]


def referring_to(*roots: type[models.Model]) -> set[type[models.Model]]:
    """Every model with a row that goes when a row of `roots` goes, over any number of steps."""
    found = set(roots)
    while more := {model for model in apps.get_models() if model not in found and _refers(model, found)}:
        found |= more
    return found - set(roots)


def one_of_each(learner: Learner) -> None:
    """Write one row of each model into the learner's name."""
    made: dict[type[models.Model], models.Model] = {Learner: learner}
    for model in owned_models():
        made[model] = model._base_manager.create(**_values(model, made))


def _refers(model: type[models.Model], to: set[type[models.Model]]) -> bool:
    return any(
        isinstance(field, models.ForeignKey)
        and field.related_model in to
        and field.remote_field.on_delete is models.CASCADE
        for field in model._meta.concrete_fields
    )


def _values(model: type[models.Model], made: dict[type[models.Model], models.Model]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for field in model._meta.concrete_fields:
        if field.has_default() or field.null or isinstance(field, models.AutoField):
            continue
        if isinstance(field, models.ForeignKey):
            values[field.name] = made[field.related_model]
        else:
            values[field.name] = _sample(field)
    return values


def _sample(field: models.Field[Any, Any]) -> Any:
    if field.choices:
        return field.flatchoices[0][0]
    return next(value for kind, value in SAMPLES.items() if isinstance(field, kind))
