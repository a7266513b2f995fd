"""What the demos know of a browser, by its visitor's cookie: told whole, and forgotten when it asks."""

from typing import Any

from django.db.models import Model, QuerySet
from django.http import HttpRequest

from demos import visitors
from demos.models import Run, Series
from demos.present.models import Guest
from demos.sweeping import remove_runs
from demos.visitors import visitor_of

COOKIE = visitors.COOKIE


def tell(request: HttpRequest) -> dict[str, Any]:
    """Every run with its steps, pictures and letters, every series of runs, every class that was joined."""
    visitor = visitor_of(request)
    runs = Run.objects.filter(visitor=visitor).prefetch_related("spans", "pictures", "letters")
    return {
        "runs": [_run(run) for run in runs.order_by("started_at")],
        "series": _rows(Series.objects.filter(visitor=visitor).order_by("started_at")),
        "classes_joined": _rows(Guest.objects.filter(visitor=visitor).order_by("joined_at")),
    }


def counts(request: HttpRequest) -> dict[str, int]:
    """How much there is of each, by what people call it."""
    visitor = visitor_of(request)
    return {
        "runs of the demos": Run.objects.filter(visitor=visitor).count(),
        "races": Series.objects.filter(visitor=visitor).count(),
        "classes joined": Guest.objects.filter(visitor=visitor).count(),
    }


def forget(request: HttpRequest) -> None:
    """Remove all of it, files too."""
    visitor = visitor_of(request)
    remove_runs(Run.objects.filter(visitor=visitor))
    Series.objects.filter(visitor=visitor).delete()
    Guest.objects.filter(visitor=visitor).delete()


def _run(run: Run) -> dict[str, Any]:
    return {
        **_columns(run),
        "spans": [_columns(span) for span in run.spans.all()],
        "pictures": [_columns(picture) for picture in run.pictures.all()],
        "letters": [_columns(letter) for letter in run.letters.all()],
    }


def _columns(row: Model) -> dict[str, Any]:
    """Files by their names."""
    columns = {field.attname: field.value_from_object(row) for field in row._meta.concrete_fields}  # noqa: SLF001  Django documents it
    return {name: value if not hasattr(value, "storage") else value.name for name, value in columns.items()}


def _rows(of: QuerySet[Any]) -> list[dict[str, Any]]:
    return list(of.values())
