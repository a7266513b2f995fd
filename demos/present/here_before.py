"""A browser from which a presenter has signed in before: strangers who try that name do not hold it up.

Wrong passwords are counted for each name, from everywhere, or many machines could share the guessing. So
anybody could keep a presenter out with wrong ones. Such a browser's own tries are counted apart, as few.
"""

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponseBase
from django.utils.crypto import get_random_string, salted_hmac

COOKIE = "presenter_here_before"
SECONDS = 60 * 60 * 24 * 365


def told_apart(request: HttpRequest, name: str) -> str:
    """What tries at this name are counted under: the name, or a name for this browser alone."""
    try:
        known = _signer().unsign(request.COOKIES.get(COOKIE, ""), max_age=SECONDS)
    except signing.BadSignature:
        return name
    whose, _, browser = known.partition(" ")
    return f"{name} at {browser}" if whose == _hashed(name) else name


def remember(response: HttpResponseBase, name: str) -> None:
    """Whoever has this browser has signed in by this name. The cookie opens nothing and tells no name."""
    response.set_cookie(
        COOKIE,
        _signer().sign(f"{_hashed(name)} {get_random_string(22)}"),
        max_age=SECONDS,
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )


def _hashed(name: str) -> str:
    return salted_hmac(COOKIE, name, algorithm="sha256").hexdigest()


def _signer() -> signing.TimestampSigner:
    return signing.get_cookie_signer(salt=COOKIE)
