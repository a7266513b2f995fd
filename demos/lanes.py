"""What both lanes of any scenario have around them: the clock, the cap on size, the bounds, the reply."""

from collections.abc import Callable
from datetime import datetime
from functools import partial, wraps
from http import HTTPStatus
from typing import Concatenate, ParamSpec, TypeVar, cast

from django.forms import Form
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseRedirect,
    JsonResponse,
    UnreadablePostError,
)
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_POST

from demos import limits, processor, runs
from demos.addresses import read_address
from demos.files import StorageAway
from demos.models import Run
from demos.reports import reason, wants_json
from demos.sizes import ROOM_FOR_A_FORM, announced_bytes
from demos.visitors import visitor_of, with_visitor


class LaneRequest(HttpRequest):
    """A request on its way through a lane."""

    lane: Run.Lane
    arrived: datetime


P = ParamSpec("P")
AnyForm = TypeVar("AnyForm", bound=Form)
LaneView = Callable[Concatenate[LaneRequest, P], HttpResponse]
Refusal = Callable[[LaneRequest], HttpResponse]


def lane(
    which: Run.Lane, *, most_bytes: int = 0, too_large: Refusal = limits.too_large
) -> Callable[[LaneView[P]], Callable[Concatenate[HttpRequest, P], HttpResponse]]:
    """Decorate a view: the clock starts before anything is read, and so does the size check.

    `most_bytes` may come in files. Django's CSRF check reads the request; it therefore comes after the size.
    A visitor who has too much under way is asked to wait, and everybody while nothing can be kept.
    """

    def decorate(view: LaneView[P]) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
        protected = csrf_protect(view)

        @csrf_exempt
        @require_POST
        @with_visitor
        @wraps(view)
        def arrive(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            request = cast("LaneRequest", request)
            request.lane, request.arrived = which, timezone.now()
            processor.lap()  # what this thread did before was for somebody else
            if announced_bytes(request) > most_bytes + ROOM_FOR_A_FORM:
                return too_large(request)
            if asked := _asked_to_wait(request, photos=bool(most_bytes)):
                return asked
            try:
                _read(request)
                return protected(request, *args, **kwargs)
            except StorageAway as away:
                return limits.try_later(
                    request, away.seconds, away.words, status=HTTPStatus.SERVICE_UNAVAILABLE
                )

        return arrive

    return decorate


def _asked_to_wait(request: LaneRequest, *, photos: bool) -> HttpResponse | None:
    """Where the visitor has started, or has under way, as much as one may; or too many photos wait in all."""
    visitor = visitor_of(request)
    if seconds := limits.seconds_until_next_run(visitor, request.arrived):
        return limits.try_later(request, seconds)
    if request.lane == Run.Lane.BACKGROUND and limits.has_enough_under_way(visitor, request.arrived):
        return limits.try_later(request, limits.SECONDS_FOR_A_TASK, limits.UNDER_WAY)
    if photos and limits.too_many_photos_wait():
        away = HTTPStatus.SERVICE_UNAVAILABLE
        return limits.try_later(request, limits.SECONDS_FOR_MANY_TASKS, limits.CROWDED, status=away)
    return None


def _read(request: HttpRequest) -> None:
    """What comes in files lies in temporary ones from now on. Raises StorageAway where the disk is full."""
    try:
        _ = request.POST
    except UnreadablePostError:
        return  # its client has gone, which whoever reads it next finds out, too
    except OSError as error:
        raise StorageAway from error


def show_on_page(request: HttpRequest, run: Run, *, status: int) -> HttpResponse:
    """A lane's reply to a browser: the scenario's page with this run, beside the other lane's."""
    address = read_address(request.POST).with_run(run)
    return HttpResponseRedirect(f"{reverse(f'demos:{run.scenario}')}?{address.query}")


def address_of(run: Run) -> str:
    """The scenario's page with this run."""
    return reverse(f"demos:{run.scenario}", query={run.lane: run.pk})


def _fault_outside(run: Run) -> int:
    return HTTPStatus.BAD_GATEWAY


def reply(
    request: LaneRequest,
    run: Run,
    *,
    show: Callable[..., HttpResponse] = show_on_page,
    failed: Callable[[Run], int] = _fault_outside,
) -> HttpResponse:
    """The run as it is now: JSON for a script, else its page.

    `failed` chooses the status of a failed blocking run. A background run that could not be queued is a 503:
    it is kept all the same.
    """
    run = runs.note_reply(run, partial(_status, failed=failed))
    status = run.reply_status or HTTPStatus.INTERNAL_SERVER_ERROR
    if not wants_json(request):
        return varied(show(request, run, status=status))
    facts = {
        "id": str(run.pk),
        "lane": run.lane,
        "status": run.status,
        "response_ms": run.response_ms,
        "status_url": reverse("demos:run", args=[run.pk]),
        "reason": reason(run) if status >= HTTPStatus.BAD_REQUEST else "",
    }
    return varied(JsonResponse(facts, status=status))


def refuse(
    request: HttpRequest,
    form: AnyForm,
    *,
    show: Callable[[HttpRequest, AnyForm], HttpResponse],
    status: int = HTTPStatus.UNPROCESSABLE_ENTITY,
) -> HttpResponse:
    """What is wrong with an invalid form: JSON for a script, else the page that `show` makes of it."""
    if wants_json(request):
        return varied(JsonResponse({"errors": form.errors.get_json_data()}, status=status))
    return varied(show(request, form))


def faults_of(form: Form) -> list[str]:
    """Everything that is wrong with an invalid form, in words."""
    return [str(fault["message"]) for faults in form.errors.get_json_data().values() for fault in faults]


def varied(response: HttpResponse) -> HttpResponse:
    """Caches must know that a script gets JSON here."""
    patch_vary_headers(response, ["Accept"])
    return response


def _status(run: Run, *, failed: Callable[[Run], int]) -> int:
    if run.status == Run.Status.FAILED and run.lane == Run.Lane.BLOCKING:
        return failed(run)
    return runs.usual_status(run)
