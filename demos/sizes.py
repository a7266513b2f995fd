"""A request that is too large is refused before anything of it is read."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, cast

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt, csrf_protect

ROOM_FOR_A_FORM = 64 * 1024  # bytes, of everything in a form but its files

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]


def announced_bytes(request: HttpRequest) -> int:
    """What the request says it will send; 0 where it makes no sense, as Django takes it then."""
    try:
        return int(request.headers.get("Content-Length") or 0)
    except ValueError:
        return 0


class Sized(HttpRequest):
    """A request of which it is known how much of it was taken, in bytes."""

    bytes_taken: int


def take(request: HttpRequest) -> None:
    """It has come and is accepted: only now does its size count against what may come (`RATE_LIMITS`)."""
    cast("Sized", request).bytes_taken = announced_bytes(request)


def at_most(
    most_bytes: int, too_large: Callable[[HttpRequest], HttpResponse]
) -> Callable[[View[P]], View[P]]:
    """Decorate a view: files of so many bytes may come.

    Django's CSRF check reads the request; it therefore comes after the size.
    """

    def decorate(view: View[P]) -> View[P]:
        protected = csrf_protect(view)

        @csrf_exempt
        @wraps(view)
        def sized(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            if announced_bytes(request) > most_bytes + ROOM_FOR_A_FORM:
                return too_large(request)
            return protected(request, *args, **kwargs)

        return sized

    return decorate
