"""The page, the photos that it sends, and the presenter's two buttons."""

from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from demos import crew
from demos.crew import CannotCommand
from demos.lanes import LaneRequest, lane, varied
from demos.models import Run
from demos.noworker import screen
from demos.noworker.forms import PhotosForm
from demos.noworker.uploading import upload_photos
from demos.presenters import presenter_required
from demos.reports import wants_json
from demos.visitors import visitor_of, with_visitor


@require_safe
@never_cache
@with_visitor
def noworker(request: HttpRequest) -> HttpResponse:
    """The whole page, or for htmx the part that changes."""
    return screen.show(request)


@lane(Run.Lane.BACKGROUND)
def noworker_background(request: LaneRequest) -> HttpResponse:
    """Send the photos. Whether anybody works or not, the reply is the same."""
    form = PhotosForm(request.POST)
    if not form.is_valid():
        return screen.show(request, trouble="That is not one of the choices.", status=422)
    sent = upload_photos(visitor=visitor_of(request), arrived=request.arrived, expires=form.expires)
    if not wants_json(request):
        return varied(_to_page(form.expires))
    kept = any(run.status == Run.Status.UNQUEUED for run in sent)
    status = HTTPStatus.SERVICE_UNAVAILABLE if kept else HTTPStatus.ACCEPTED
    urls = [reverse("demos:run", args=[run.pk]) for run in sent]
    return varied(JsonResponse({"runs": urls}, status=status))


@require_POST
@presenter_required
def noworker_pause(request: HttpRequest) -> HttpResponse:
    """From now on no demo worker takes a task."""
    return _command(request, crew.pause)


@require_POST
@presenter_required
def noworker_resume(request: HttpRequest) -> HttpResponse:
    """They go on."""
    return _command(request, crew.resume)


def _command(request: HttpRequest, command: Callable[[], object]) -> HttpResponse:
    try:
        command()
    except CannotCommand as error:
        return screen.show(request, trouble=str(error), status=422)
    return _to_page(screen.patience(request.POST))


def _to_page(expires: int) -> HttpResponse:
    return HttpResponseRedirect(reverse("demos:noworker", query={"expires_s": expires}))
