"""The account, and what the site knows of somebody."""

from http import HTTPStatus

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from learners import telling
from learners.accounts.limits import SECONDS_AFTER_WRONG_PASSWORDS
from learners.forms import DeleteForm
from learners.letters import NotQueued
from learners.models import User
from learners.welcome import ask_again, state_of


@require_safe
@never_cache
def account(request: HttpRequest) -> HttpResponse:
    """Who is signed in, and what became of the welcome email; for a guest, what an account is for."""
    user = _user(request)
    context = {
        "mail_stays_here": not settings.EMAIL_URL,
        "elsewhere": settings.SOCIAL_PROVIDERS,
        "welcome": state_of(user, timezone.now()) if user else "",
    }
    return render(request, "learners/account.html", context)


@require_POST
@never_cache
def send_welcome(request: HttpRequest) -> HttpResponse:
    """Have the welcome email tried again that could not be delivered."""
    user = _user(request)
    try:
        if user:
            ask_again(user, timezone.now())
    except NotQueued:
        way_back = {"back": "learners:account"}
        return render(request, "account/not_sent.html", way_back, status=HTTPStatus.SERVICE_UNAVAILABLE)
    return redirect("learners:account")


@require_safe
@never_cache
def data(request: HttpRequest) -> HttpResponse:
    """What may be downloaded, and deleted."""
    return _data(request, DeleteForm(user=_user(request)))


@require_safe
@never_cache
def download(request: HttpRequest) -> JsonResponse:
    """Everything as one JSON file."""
    response = JsonResponse(telling.tell(request), json_dumps_params={"indent": 1})
    response["Content-Disposition"] = 'attachment; filename="behind-the-scenes.json"'
    return response


@require_POST
@sensitive_post_parameters("password")
@never_cache
def delete(request: HttpRequest) -> HttpResponse:
    """Delete everything; whoever comes next from this browser is a new guest."""
    form = DeleteForm(request.POST, user=_user(request))
    if not form.is_valid():
        return _data(request, form)
    telling.forget(request)
    response = redirect("learners:deleted")
    telling.leave_no_cookie(response)
    return response


@require_safe
@never_cache
def deleted(request: HttpRequest) -> HttpResponse:
    """Says that it is done."""
    return render(request, "learners/deleted.html")


def _data(request: HttpRequest, form: DeleteForm) -> HttpResponse:
    response = render(request, "learners/data.html", {"form": form, "known": telling.counts(request)})
    if form.has_error("password", "too_many_login_attempts"):
        response.status_code = HTTPStatus.TOO_MANY_REQUESTS
        response["Retry-After"] = str(SECONDS_AFTER_WRONG_PASSWORDS)
    elif form.errors:
        response.status_code = HTTPStatus.UNPROCESSABLE_ENTITY
    return response


def _user(request: HttpRequest) -> User | None:
    return request.user if isinstance(request.user, User) else None
