"""The page of the stage: start a load, watch it, keep it, replay it, hold it against the prediction."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from demos import presenters, workers
from demos.queueing import UNREACHABLE
from demos.stage import exports, live, loads
from demos.stage.forms import LoadForm, form_after
from demos.stage.loads import Busy
from demos.stage.models import LoadTest
from demos.stage.screen import MS_BETWEEN_LOOKS, newest, prediction, records, showing
from demos.stage.tasks import play
from demos.worker_pill import pill_for

UNREACHED = "The queue cannot be reached, so nobody can be told to play the test. Try again in a moment."


@require_safe
@never_cache
def stage(request: HttpRequest) -> HttpResponse:
    """The whole page, with the test that is on or was the last."""
    return _page(request)


@require_POST
@never_cache
@presenters.presenter_required
def stage_start(request: HttpRequest) -> HttpResponse:
    """Begin a load test. Past a bound: 413; while another is on: 429, with who and for how long."""
    form = LoadForm(request.POST)
    if not form.is_valid():
        return _page(request, form, status=413 if form.asks_too_much else 422)
    try:
        test = loads.begin(form.wish, presenter=_name_of(request), now=timezone.now())
        play.delay(test.pk)
    except Busy as busy:
        response = _page(request, form, refusal=_words(busy), status=429)
        response["Retry-After"] = str(busy.seconds)
        return response
    except (live.Unreached, *UNREACHABLE):
        return _page(request, form, refusal=UNREACHED, status=503)
    return _live(request, test) if "HX-Request" in request.headers else _back()


@require_POST
@never_cache
@presenters.presenter_required
def stage_stop(request: HttpRequest) -> HttpResponse:
    """The test that is on ends at its next beat, whoever began it."""
    test = newest()
    if test and test.is_active:
        try:
            live.ask_to_stop(test.pk)
        except live.Unreached:
            return _page(request, refusal=UNREACHED, status=503)
    return _live(request, test) if "HX-Request" in request.headers else _back()


@require_safe
@never_cache
def stage_live(request: HttpRequest) -> HttpResponse:
    """The picture alone, which asks for itself again while the test is on. Without htmx: the page."""
    asked = request.GET.get("test", "")
    found = LoadTest.objects.filter(pk=asked).first() if _is_id(asked) else newest()
    response = _live(request, found) if "HX-Request" in request.headers else _back()
    patch_vary_headers(response, ["HX-Request"])
    return response


@require_safe
@never_cache
def stage_prediction(request: HttpRequest) -> HttpResponse:
    """The prediction alone, for other sliders. Without htmx: the page."""
    if "HX-Request" not in request.headers:
        return HttpResponseRedirect(f"{reverse('demos:stage')}?{request.GET.urlencode()}#prediction")
    context = prediction(request.GET, list(records()))
    response = render(request, "demos/stage/prediction.html", context)
    response["HX-Replace-Url"] = f"{reverse('demos:stage')}?{request.GET.urlencode()}"
    patch_vary_headers(response, ["HX-Request"])
    return response


@require_safe
@never_cache
def stage_record(request: HttpRequest, test_id: UUID) -> HttpResponse:
    """One test as it was, to look at again or to replay."""
    test = get_object_or_404(LoadTest, pk=test_id)
    return render(
        request, "demos/stage/record.html", {"showing": showing(test), "test": test, "recorded": True}
    )


@require_safe
def stage_json(request: HttpRequest, test_id: UUID) -> JsonResponse:
    """The record as a file for programs."""
    test = get_object_or_404(LoadTest, pk=test_id)
    response = JsonResponse(exports.as_json(test), json_dumps_params={"indent": 1})
    response["Content-Disposition"] = f'attachment; filename="{_file_name(test)}.json"'
    return response


@require_safe
def stage_csv(request: HttpRequest, test_id: UUID) -> HttpResponse:
    """The record as a file for spreadsheets."""
    test = get_object_or_404(LoadTest, pk=test_id)
    response = HttpResponse(exports.as_csv(test), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{_file_name(test)}.csv"'
    return response


def _page(
    request: HttpRequest, form: LoadForm | None = None, *, refusal: str = "", status: int = 200
) -> HttpResponse:
    """With the form as it was refused, else as it was for the test that is shown."""
    kept, now = list(records()), showing(newest())
    context = {
        "showing": now,
        "form": form or form_after(now.test),
        "refusal": refusal,
        "records": kept,
        "pill": pill_for(workers.status()),
        "ms_between_looks": MS_BETWEEN_LOOKS,
        "why_not": presenters.why_not(request),
        "why": presenters.why(request),
        **prediction(request.GET, kept),
    }
    return render(request, "demos/stage/stage.html", context, status=status)


def _live(request: HttpRequest, test: LoadTest | None) -> HttpResponse:
    """For one who looked while it was on: once it is over, all that has changed with it."""
    now = showing(test)
    context = {"showing": now, "ms_between_looks": MS_BETWEEN_LOOKS, "in_place": True}
    if not now.again:
        kept = list(records())
        context |= {
            "form": form_after(test),
            "records": kept,
            "why_not": presenters.why_not(request),
            "why": presenters.why(request),
            **prediction(request.GET, kept),
        }
    return render(request, "demos/stage/live_swap.html", context)


def _back() -> HttpResponse:
    return HttpResponseRedirect(f"{reverse('demos:stage')}#stage-live")


def _words(busy: Busy) -> str:
    if busy.test is None:
        return "Another load test is just about to start. Try again in a moment."
    if not busy.test.is_active:
        return "The load test before is being cleared away. Try again in a few seconds."
    return (
        f"{busy.test.presenter} has a load test of {busy.test.settings['users']} users on the stage since "
        f"{busy.test.started:%H:%M:%S} UTC. It is over in {busy.seconds} seconds at the latest."
    )


def _name_of(request: HttpRequest) -> str:
    return request.user.get_username() if request.user.is_authenticated else "The presenter at this machine"


def _file_name(test: LoadTest) -> str:
    return f"load-test-{test.started:%Y-%m-%d-%H%M%S}"


def _is_id(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True
