"""The two views, which differ in how they queue; the page that shows them; and the valve."""

from contextlib import suppress

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from demos.lanes import lane
from demos.models import Run
from demos.outage import naive, outages, screen
from demos.outage.control import ValveUnreachable
from demos.outage.forms import OutageForm
from demos.outage.lanes import UploadRequest, at_the_valve, keep_photo, reply
from demos.outage.sides import CAREFUL, NAIVE, read_sides
from demos.outage.tasks import process_photo
from demos.outage.valve_panel import panel_for
from demos.presenters import presenter_required
from demos.visitors import with_visitor


@lane(Run.Lane.BACKGROUND)
@at_the_valve(NAIVE)
def outage_naive(request: UploadRequest) -> HttpResponse:
    run = keep_photo(request)
    naive.delay(process_photo, run.pk)
    return reply(request, run)


@lane(Run.Lane.BACKGROUND)
@at_the_valve(CAREFUL)
def outage_careful(request: UploadRequest) -> HttpResponse:
    run = keep_photo(request)
    process_photo.enqueue(run.pk, in_request=True)
    return reply(request, run)


@require_safe
@never_cache
@with_visitor
def outage(request: HttpRequest) -> HttpResponse:
    """The whole page, or its result for htmx."""
    return screen.show(request, read_sides(request.GET))


@require_safe
@never_cache
def outage_valve(request: HttpRequest) -> HttpResponse:
    """How the valve is. Nothing (204) for a page that `seen` it like this already."""
    panel = panel_for(request)
    if request.GET.get("seen") == panel.key:
        return HttpResponse(status=204)
    return render(request, "demos/outage/valve.html", {"valve": panel})


@require_POST
@presenter_required
def outage_shut(request: HttpRequest) -> HttpResponse:
    """Refuse or freeze for the chosen time. What makes no sense leaves the valve as it is."""
    form = OutageForm(request.POST)
    if form.is_valid():
        with suppress(ValveUnreachable):  # the panel says so
            outages.begin(**form.cleaned_data)
    return _panel_or_page(request)


@require_POST
@presenter_required
def outage_reopen(request: HttpRequest) -> HttpResponse:
    """End the outage before its time."""
    with suppress(ValveUnreachable):
        outages.end()
    return _panel_or_page(request)


def _panel_or_page(request: HttpRequest) -> HttpResponse:
    if "HX-Request" in request.headers:
        return render(request, "demos/outage/valve.html", {"valve": panel_for(request)})
    return HttpResponseRedirect(f"{reverse('demos:outage')}?{read_sides(request.POST).query}")
