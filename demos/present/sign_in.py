"""Presenters of a public site sign in and out."""

from http import HTTPStatus

from django.contrib.auth.views import LoginView, LogoutView
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from demos.limits import try_later
from demos.present.guessing import Secret, TooManyGuesses, begin_guess

_page = LoginView.as_view(template_name="demos/present/sign_in.html", next_page="demos:present")
_end = LogoutView.as_view()


@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters("password")
@never_cache
def sign_in(request: HttpRequest) -> HttpResponseBase:
    """The form; after too many wrong passwords, 429."""
    if request.method != "POST":
        return _page(request)
    try:
        guess = begin_guess(request, Secret.PASSWORD, timezone.now())
    except TooManyGuesses as error:
        return try_later(request, error.seconds)
    response = _page(request)
    if response.status_code == HTTPStatus.FOUND:  # not by who asks: they may be signed in already, as another
        guess.delete()
    else:
        response.status_code = 422
    return response


@require_POST
def sign_out(request: HttpRequest) -> HttpResponseBase:
    """Forget who this is, and whatever else the browser's session holds."""
    return _end(request)
