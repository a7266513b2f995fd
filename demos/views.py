"""What every scenario's runs leave behind, to their own visitor only; and who is backstage."""

from http import HTTPStatus
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from demos import limits
from demos import workers as crew
from demos.addresses import read_address
from demos.files import FileGone, StorageAway, content_of
from demos.lanes import address_of
from demos.machine import machine
from demos.models import Picture, Run
from demos.reports import report, wants_json
from demos.resending import send_again as queue_again
from demos.scenarios import scenarios
from demos.visitors import visitor_of
from demos.worker_pill import pill_for

A_DAY = 60 * 60 * 24  # seconds


@require_safe
@never_cache
def lab(request: HttpRequest) -> HttpResponse:
    """Everything there is to show, in the order in which a class would see it."""
    return render(
        request,
        "demos/lab.html",
        {"scenarios": scenarios(), "pill": pill_for(crew.status()), "machine": machine()},
    )


@require_safe
@never_cache
def run(request: HttpRequest, run_id: UUID) -> HttpResponse:
    """A run of this visitor's: as JSON, or on the page."""
    found = get_object_or_404(Run, pk=run_id, visitor=visitor_of(request))
    if wants_json(request):
        response: HttpResponse = JsonResponse(report(found))
    else:
        response = HttpResponseRedirect(address_of(found))
    patch_vary_headers(response, ["Accept", "Cookie"])
    return response


@require_POST
def send_again(request: HttpRequest, run_id: UUID) -> HttpResponse:
    """Try the letter of this visitor's run once more, and go back to its page as it was."""
    found = get_object_or_404(Run, pk=run_id, visitor=visitor_of(request))
    queue_again(found.pk)
    shown = str(found.pk) in request.GET.values()
    query = request.GET.urlencode() if shown else read_address(request.GET).with_run(found).query
    return HttpResponseRedirect(f"{reverse(f'demos:{found.scenario}')}?{query}")


@require_safe
def picture(request: HttpRequest, run_id: UUID, size: int) -> HttpResponse:
    """One size of this visitor's photo: always a JPEG, never anything that a browser would run."""
    found = get_object_or_404(Picture, run=run_id, run__visitor=visitor_of(request), size=size)
    try:
        content = content_of(found.file)
    except FileGone as error:
        raise Http404(str(error)) from error
    except StorageAway as error:
        return limits.try_later(request, error.seconds, error.words, status=HTTPStatus.SERVICE_UNAVAILABLE)
    response = HttpResponse(content, content_type="image/jpeg")
    response["Content-Disposition"] = f'inline; filename="{size}.jpg"'
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'"
    patch_cache_control(response, private=True, immutable=True, max_age=A_DAY)
    return response


@require_safe
@never_cache
def workers(request: HttpRequest) -> HttpResponse:
    """The pill that says who is backstage."""
    return render(request, "demos/workers.html", {"pill": pill_for(crew.status())})
