"""Whose run is it? A random id in a signed cookie; nothing is written for someone who only looks."""

import uuid
from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponseBase

COOKIE = "demo_visitor"
SECONDS = 60 * 60 * 24 * 30

P = ParamSpec("P")
Request = TypeVar("Request", bound=HttpRequest)
Response = TypeVar("Response", bound=HttpResponseBase)


def visitor_of(request: HttpRequest) -> uuid.UUID:
    """The visitor's id; in a view without `with_visitor`, a new one for everyone who has no cookie."""
    return _read(request.COOKIES.get(COOKIE, "")) or uuid.uuid4()


def cookie_of(visitor: uuid.UUID) -> str:
    """The cookie by which the site knows this visitor."""
    return _signer().sign(visitor.hex)


def with_visitor(
    view: Callable[Concatenate[Request, P], Response],
) -> Callable[Concatenate[Request, P], Response]:
    """Decorate a view: who comes without an id gets one, which the view sees already.

    A page sets it on GET, so that the two uploads it sends at the same moment are of one visitor.
    """

    @wraps(view)
    def wrapped(request: Request, /, *args: P.args, **kwargs: P.kwargs) -> Response:
        if _read(request.COOKIES.get(COOKIE, "")):
            return view(request, *args, **kwargs)
        request.COOKIES[COOKIE] = cookie = cookie_of(uuid.uuid4())
        response = view(request, *args, **kwargs)
        response.set_cookie(
            COOKIE,
            cookie,
            max_age=SECONDS,
            httponly=True,
            samesite="Lax",
            secure=settings.SESSION_COOKIE_SECURE,
        )
        return response

    return wrapped


def _read(cookie: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(_signer().unsign(cookie, max_age=SECONDS))
    except (signing.BadSignature, ValueError):
        return None


def _signer() -> signing.TimestampSigner:
    return signing.get_cookie_signer(salt=COOKIE)
