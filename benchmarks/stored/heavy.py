"""A learner who has come back every day for very long: the same life again and again."""

from datetime import timedelta
from typing import TypeVar
from uuid import uuid4

from django.db import models

from learners.models import Evidence, Learner
from quizzes.models import Answer, Attempt, Explanation
from tutorial.models import Review

Row = TypeVar("Row", bound=models.Model)
TIMES = ("at", "started_at", "due")


def live_on(learner: Learner, days: int) -> None:
    """Repeat all that this learner did, `days` times more, each a day later than the one before."""
    attempts = list(Attempt.objects.filter(learner=learner).prefetch_related("answers"))
    logs = [list(model.objects.filter(learner=learner)) for model in (Evidence, Explanation)]
    reviews = list(Review.objects.filter(learner=learner))
    for number in range(1, days + 1):
        later = timedelta(days=number)
        again = [_again(attempt, later) for attempt in attempts]
        Attempt.objects.bulk_create(again)
        Answer.objects.bulk_create(
            _again(answer, later, attempt_id=new.pk)
            for old, new in zip(attempts, again, strict=True)
            for answer in old.answers.all()
        )
        for log in logs:
            type(log[0])._default_manager.bulk_create(_again(row, later) for row in log)  # noqa: SLF001
        Review.objects.bulk_create(_again(row, later, showing=number + 1) for row in reviews)


def _again(row: Row, later: timedelta, **changed: object) -> Row:
    meta = row._meta  # noqa: SLF001  Django documents it
    values = {field.attname: getattr(row, field.attname) for field in meta.concrete_fields}
    values.update({name: values[name] + later for name in TIMES if values.get(name)})
    values["id"] = uuid4() if isinstance(meta.pk, models.UUIDField) else None
    return type(row)(**{**values, **changed})
