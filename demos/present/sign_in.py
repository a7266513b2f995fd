"""Presenters of a public site sign in and out."""

from http import HTTPStatus
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.hashers import make_password
from django.contrib.auth.views import LoginView, LogoutView
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from demos.limits import try_later
from demos.present import here_before
from demos.present.guessing import Secret, TooManyGuesses, begin_guess
from demos.presenters import PERMISSION


class PresenterForm(AuthenticationForm):
    """Opens to presenters only. All others are refused in the same words and time, and their password is not
    looked at: a learner's is tried at the learners' own door, where tries at it are counted."""

    def clean(self) -> dict[str, Any]:
        name, password = self.cleaned_data.get("username"), self.cleaned_data.get("password")
        if name and password:
            user = _presenter(name)
            if not (user.check_password(password) if user else _as_slow(password)):
                raise self.get_invalid_login_error()
            self.user_cache = user
        return self.cleaned_data


def _presenter(name: str) -> Any:
    user: Any = get_user_model().objects.filter(username=name).first()
    if user is None or not user.has_perm(PERMISSION):
        return None
    user.backend = f"{ModelBackend.__module__}.{ModelBackend.__qualname__}"
    return user


def _as_slow(password: str) -> bool:
    """False, after the work of looking at a password."""
    make_password(password)
    return False


_page = LoginView.as_view(
    authentication_form=PresenterForm, template_name="demos/present/sign_in.html", next_page="demos:present"
)
_end = LogoutView.as_view()


@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters("password")
@never_cache
def sign_in(request: HttpRequest) -> HttpResponseBase:
    """The form; after too many wrong passwords, 429."""
    if request.method != "POST":
        return _page(request)
    try:
        # As the form writes it, or each spelling of a name would have its own tries.
        name = get_user_model().normalize_username(request.POST.get("username", "").strip())
        target = here_before.told_apart(request, name)
        guess = begin_guess(request, Secret.PASSWORD, timezone.now(), name=target, by_address=target == name)
    except TooManyGuesses as error:
        return try_later(request, error.seconds)
    response = _page(request)
    if response.status_code == HTTPStatus.FOUND:  # not by who asks: they may be signed in already, as another
        guess.delete()
        here_before.remember(response, name)
    else:
        response.status_code = 422
    return response


@require_POST
def sign_out(request: HttpRequest) -> HttpResponseBase:
    """Forget who this is, and whatever else the browser's session holds."""
    return _end(request)
