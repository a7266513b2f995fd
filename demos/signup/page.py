"""The page of the sign-up email: all four ways beside each other; and the button of the third."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from demos import scenario_pages
from demos.lanes import faults_of
from demos.signup import by_hand, screen
from demos.signup.dials import Dials, SignUpForm, read_dials
from demos.signup.signups import Signups, read_signups
from demos.signup.work import SCENARIO
from demos.visitors import visitor_of, with_visitor


@require_safe
@never_cache
@with_visitor
def signup(request: HttpRequest) -> HttpResponse:
    """The whole page, or its result for htmx."""
    return _page(request, read_signups(request.GET), read_dials(request.GET))


@require_POST
@with_visitor
def signup_send_by_hand(request: HttpRequest) -> HttpResponse:
    """Somebody thinks of the stored emails at last, and waits for them to go."""
    signups = read_signups(request.POST)
    by_hand.send_stored(visitor_of(request), signups.runs.values())
    query = f"{signups.query}&{read_dials(request.POST).query}"
    return HttpResponseRedirect(f"{reverse('demos:signup')}?{query}")


def refuse(request: HttpRequest, form: SignUpForm) -> HttpResponse:
    """The page as it was, with what is wrong beside the dials."""
    signups, refused = read_signups(request.POST), faults_of(form)
    return _page(request, signups, form.dials, refused=refused, status=HTTPStatus.UNPROCESSABLE_ENTITY)


def _page(
    request: HttpRequest,
    signups: Signups,
    dials: Dials,
    *,
    refused: list[str] | None = None,
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    url = f"{reverse('demos:signup')}?{'&'.join(filter(None, [signups.query, dials.query]))}"
    context = {
        **screen.FIXED,
        **screen.screen_at(signups, visitor_of(request), url, timezone.now()),
        "turn": signups.turn,
        "dials": dials,
        "refused": refused,
    }
    return scenario_pages.render_scenario(request, SCENARIO, url, context, status=status)
