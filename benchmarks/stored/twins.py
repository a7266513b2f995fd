"""Rows copied by the database itself: the fastest way to very many that hang together as real ones do."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID, uuid4

from django.db import connection, models

from demos.models import Run, Span
from learners.models import Evidence, Learner
from quizzes.models import Answer, Attempt, Explanation
from tutorial.models import Review

TABLE = "benchmark_twins"
# In this order, each after what it refers to.
COPIED: tuple[type[models.Model], ...] = (
    Learner, Evidence, Review, Attempt, Answer, Explanation, Run, Span
)  # fmt: skip
OTHERS = ("visitor",)  # an id that is no key, but has to differ too


def multiply(originals: Sequence[UUID], times: int) -> None:
    """Copy all that hangs on these ids (of learners, their attempts and explanations, runs, visitors)."""
    uuid = models.UUIDField()
    id_type = uuid.db_type(connection)
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TEMPORARY TABLE {TABLE} (number integer, original {id_type}, twin {id_type})")
        cursor.executemany(
            f"INSERT INTO {TABLE} VALUES (%s, %s, %s)",  # noqa: S608  no word of it comes from outside
            [
                (
                    number,
                    uuid.get_db_prep_value(original, connection),
                    uuid.get_db_prep_value(uuid4(), connection),
                )
                for number in range(times)
                for original in originals
            ],
        )
        cursor.execute(f"CREATE INDEX {TABLE}_of ON {TABLE} (original, number)")
        for model in COPIED:
            cursor.execute(_copying(model))
        cursor.execute(f"DROP TABLE {TABLE}")


def _copying(model: type[models.Model]) -> str:
    """INSERT ... SELECT of every row whose ids have twins, once for each twin."""
    fields = [field for field in model._meta.concrete_fields if not isinstance(field, models.AutoField)]  # noqa: SLF001
    ids = [str(field.column) for field in fields if _is_twinned(field)]
    names = ", ".join(f'"{field.column}"' for field in fields)
    values = ", ".join(_value(field, ids) for field in fields)
    first, *further = ids
    joins = [f'JOIN {TABLE} twin_{first} ON twin_{first}.original = row."{first}"']
    joins += [
        f'JOIN {TABLE} twin_{column} ON twin_{column}.original = row."{column}"'
        f" AND twin_{column}.number = twin_{first}.number"
        for column in further
    ]
    table = model._meta.db_table  # noqa: SLF001
    return f'INSERT INTO "{table}" ({names}) SELECT {values} FROM "{table}" AS row {" ".join(joins)}'  # noqa: S608


def _value(field: models.Field[object, object], ids: Sequence[str]) -> str:
    if field.column in ids:
        return f"twin_{field.column}.twin"
    return "NULL" if isinstance(field, models.ForeignKey) else f'row."{field.column}"'


def _is_twinned(field: models.Field[object, object]) -> bool:
    if isinstance(field, models.ForeignKey):
        return field.remote_field.model in COPIED and not field.null
    return field.primary_key or field.name in OTHERS
