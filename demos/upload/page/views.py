"""The page of the race: before it, while it is run, and its result."""

from typing import Any
from uuid import uuid4

from django import forms
from django.apps import apps
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe
from django_htmx.middleware import HtmxDetails

from demos.addresses import TEN_MINUTES, Address, read_address
from demos.models import Run, Take
from demos.seen import tell_seen
from demos.series import note_wait
from demos.upload.apps import UploadConfig
from demos.upload.forms import SCENARIO, UploadForm
from demos.upload.kept import keeps_photo
from demos.upload.page.dials import RUNS, Dials, read_dials
from demos.upload.page.screen import Refusal, refusal_of, result_screen, running_screen
from demos.upload.samples import DIMENSIONS, SAMPLES
from demos.visitors import visitor_of, with_visitor


class WaitForm(forms.Form):
    """A measured wait, in milliseconds."""

    run = forms.UUIDField()
    ms = forms.FloatField(min_value=0, max_value=TEN_MINUTES)


class HtmxRequest(HttpRequest):
    """A request that has been through django-htmx."""

    htmx: HtmxDetails


@require_safe
@never_cache
@with_visitor
def upload(request: HttpRequest) -> HttpResponse:
    """The whole page, with the race that its address names."""
    return _page(request, read_address(request.GET), read_dials(request.GET))


@require_safe
@never_cache
def result(request: HtmxRequest) -> HttpResponse:
    """The result alone, which asks for itself again until the race is over. Without htmx: the page."""
    address = read_address(request.GET)
    if request.htmx:
        screen = _screen(request, address)
        response = render(request, "demos/upload/poll.html", screen)
    else:
        response = HttpResponseRedirect(f"{reverse('demos:upload')}?{address.query}")
    patch_vary_headers(response, ["HX-Request"])
    return response


@require_POST
def waited(request: HttpRequest) -> HttpResponse:
    """The browser says how long the visitor has waited for a run of a race."""
    form = WaitForm(request.POST)
    if not form.is_valid():
        return HttpResponse(status=422)
    note_wait(visitor_of(request), form.cleaned_data["run"], form.cleaned_data["ms"])
    return HttpResponse(status=204)


def show(request: HttpRequest, run: Run, *, status: int) -> HttpResponse:
    """A lane's reply to a browser without JavaScript: the page with this run, beside the other lane's."""
    take = Take.objects.filter(run=run).first()
    address = Address(series=take.series_id) if take else read_address(request.POST).with_run(run)
    return _page(request, address, read_dials(request.POST), status=status)


def refuse(request: HttpRequest, form: UploadForm, *, status: int) -> HttpResponse:
    """Likewise for an upload that cannot be used. Of one that was too large nothing has been read."""
    address, dials = read_address(form.data), read_dials(form.data)
    return _page(request, address, dials, refusal=refusal_of(form), status=status)


def _page(
    request: HttpRequest, address: Address, dials: Dials, *, refusal: Refusal | None = None, status: int = 200
) -> HttpResponse:
    screen = _screen(request, address)
    context = {
        **screen,
        "scenario": apps.get_app_config(UploadConfig.label),
        "running": running_screen(timezone.now()),
        "address": address,
        "again": f"{reverse('demos:upload')}?{address.query}&{dials.query}",
        "dials": dials,
        "series": address.series if screen["race"].entries else uuid4(),
        "kept": next((course.run for course in screen["pair"].courses if keeps_photo(course.run)), None),
        "dimensions": DIMENSIONS,
        "samples": SAMPLES,
        "numbers_of_runs": RUNS,
        "refusal": refusal,
    }
    return render(request, "demos/upload/upload.html", context, status=status)


def _screen(request: HttpRequest, address: Address) -> dict[str, Any]:
    screen = result_screen(address, visitor_of(request), timezone.now())
    tell_seen(request, SCENARIO, (course.run for course in screen["pair"].courses))
    return screen
