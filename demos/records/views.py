"""Records: of one's own runs to take home, and of anybody's to show again."""

from datetime import datetime
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from demos.models import Run, Series
from demos.records.forms import MAX_BYTES, RecordForm
from demos.records.keeping import record_of_run, record_of_series
from demos.records.replaying import replay_of
from demos.records.schema import Record
from demos.records.sheet import COLUMNS, as_csv
from demos.scenarios import title_of
from demos.sizes import at_most, take
from demos.visitors import visitor_of, with_visitor

MOST_LISTED = 30


@require_safe
@never_cache
@with_visitor
def records(request: HttpRequest) -> HttpResponse:
    """What there is of this visitor's, and a form to open a record."""
    return _page(request, RecordForm())


def _too_large(request: HttpRequest) -> HttpResponse:
    return _page(request, RecordForm.too_large(), status=413)


@at_most(MAX_BYTES, _too_large)
@require_POST
@never_cache
def open_record(request: HttpRequest) -> HttpResponse:
    """Replay an uploaded record. Nothing of it is stored."""
    form = RecordForm(request.POST, request.FILES)
    take(request)
    if not form.is_valid():
        return _page(request, form, status=422)
    return _replay(request, form.record, own=False)


@require_safe
@never_cache
def series(request: HttpRequest, series_id: UUID) -> HttpResponse:
    """Replay a series of this visitor's."""
    return _replay(request, _record_of_series(request, series_id), own=True)


@require_safe
@never_cache
def series_json(request: HttpRequest, series_id: UUID) -> HttpResponse:
    """All of a series of this visitor's, as JSON."""
    return _as_json(_record_of_series(request, series_id))


@require_safe
@never_cache
def series_csv(request: HttpRequest, series_id: UUID) -> HttpResponse:
    """Likewise as a table."""
    return _as_csv(_record_of_series(request, series_id))


@require_safe
@never_cache
def run(request: HttpRequest, run_id: UUID) -> HttpResponse:
    """Replay one run of this visitor's."""
    return _replay(request, _record_of_run(request, run_id), own=True)


@require_safe
@never_cache
def run_json(request: HttpRequest, run_id: UUID) -> HttpResponse:
    """One run of this visitor's, as JSON."""
    return _as_json(_record_of_run(request, run_id))


@require_safe
@never_cache
def run_csv(request: HttpRequest, run_id: UUID) -> HttpResponse:
    """Likewise as a table."""
    return _as_csv(_record_of_run(request, run_id))


def _record_of_series(request: HttpRequest, series_id: UUID) -> Record:
    own = get_object_or_404(Series, pk=series_id, visitor=visitor_of(request))
    return _found(record_of_series(own))


def _record_of_run(request: HttpRequest, run_id: UUID) -> Record:
    return _found(record_of_run(visitor_of(request), run_id))


def _found(record: Record | None) -> Record:
    if record is None:
        raise Http404("There is no such run of yours.")
    return record


def _page(request: HttpRequest, form: RecordForm, *, status: int = 200) -> HttpResponse:
    visitor = visitor_of(request)
    alone = Run.objects.filter(visitor=visitor, take=None).order_by("-started_at")
    all_series = Series.objects.filter(visitor=visitor).order_by("-started_at")
    context = {
        "form": form,
        "all_series": [(title_of(one.scenario), one) for one in all_series[:MOST_LISTED]],
        "runs": [(title_of(one.scenario), one) for one in alone[:MOST_LISTED]],
        "columns": COLUMNS,
    }
    return render(request, "demos/records/records.html", context, status=status)


def _replay(request: HttpRequest, record: Record, *, own: bool) -> HttpResponse:
    return render(request, "demos/records/replay.html", {**replay_of(record), "own": own})


def _as_json(record: Record) -> HttpResponse:
    return _download(record.model_dump_json(indent=1), "application/json", _name(record, "json"))


def _as_csv(record: Record) -> HttpResponse:
    return _download(as_csv(record), "text/csv; charset=utf-8", _name(record, "csv"))


def _download(content: str, content_type: str, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "X-Content-Type-Options": "nosniff"}
    return HttpResponse(content, content_type=content_type, headers=headers)


def _name(record: Record, extension: str) -> str:
    """A file name that no visitor has chosen a letter of."""
    moment: datetime = record.recorded_at
    return f"{record.scenario}-{moment:%Y-%m-%d-%H%M%S}-{record.id.hex[:8]}.{extension}"
