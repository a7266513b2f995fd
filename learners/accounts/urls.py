"""The pages of django-allauth that this site has, below /account/, under the names that it looks for."""

from importlib import import_module

from allauth.account import views as accounts
from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path, re_path
from django.views.decorators.http import require_GET, require_http_methods

from learners.accounts import views

LETTERS = {"mail_stays_here": not settings.EMAIL_URL}


def _sign_in_by(provider: str) -> list[URLPattern]:
    """To the provider and back. Of django-allauth's addresses these alone: it has one more for Google, which
    wants no token of ours; and it would begin to sign in at a HEAD, which wants none either."""
    there = import_module(f"allauth.socialaccount.providers.{provider}.views")
    begin = require_http_methods(["GET", "POST"])(there.oauth2_login)
    return [
        path(f"{provider}/login/", begin, name=f"{provider}_login"),
        path(f"{provider}/login/callback/", require_GET(there.oauth2_callback), name=f"{provider}_callback"),
    ]


urlpatterns: list[URLPattern | URLResolver] = [
    path("login/", views.SignIn.as_view(), name="account_login"),
    path("signup/", views.SignUp.as_view(), name="account_signup"),
    path("logout/", views.sign_out, name="account_logout"),
    path("inactive/", accounts.account_inactive, name="account_inactive"),
    path("password/change/", views.ChangePassword.as_view(), name="account_change_password"),
    path("password/set/", views.FirstPassword.as_view(), name="account_set_password"),
    path("password/reset/", views.Forgotten.as_view(), name="account_reset_password"),
    path(
        "password/reset/done/",
        accounts.PasswordResetDoneView.as_view(extra_context=LETTERS),
        name="account_reset_password_done",
    ),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        views.NewPassword.as_view(),
        name="account_reset_password_from_key",
    ),
    path(
        "confirm-email/",
        accounts.EmailVerificationSentView.as_view(extra_context=LETTERS),
        name="account_email_verification_sent",
    ),
    re_path(r"^confirm-email/(?P<key>[-:\w]+)/$", accounts.confirm_email, name="account_confirm_email"),
]
if settings.SOCIAL_PROVIDERS:
    urlpatterns += [path("elsewhere/", include("allauth.socialaccount.urls"))]
for provider in settings.SOCIAL_PROVIDERS:
    urlpatterns += _sign_in_by(provider)
