"""Who may control the workers before a class: on a laptop whoever sits at it, on a public site who signs in.

Behind a proxy every visitor seems to come from loopback. So PUBLIC_HOST, once it is set, ends the laptop's
rule, and without it a request that says that it was forwarded does not come from the laptop's own browser.
"""

from collections.abc import Callable
from functools import wraps
from ipaddress import IPv6Address, ip_address
from typing import Concatenate, ParamSpec

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

PERMISSION = "present.present_class"
SIGN_IN = "demos:present_sign_in"
FORWARDED = ("HTTP_X_FORWARDED_FOR", "HTTP_FORWARDED", "HTTP_X_REAL_IP", "HTTP_X_FORWARDED_HOST", "HTTP_VIA")

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]


def may_present(request: HttpRequest) -> bool:
    """Whether this visitor may pause, kill and flood the demo workers, and lead a class."""
    return request.user.has_perm(PERMISSION) if settings.PUBLIC_HOST else _is_at_this_machine(request)


def why(request: HttpRequest) -> str:
    """Why this visitor may, in a sentence for the page; "" for one who may not."""
    if not may_present(request):
        return ""
    if settings.PUBLIC_HOST:
        return f"You may control the workers, because you are signed in as {request.user.get_username()}."
    return "You may control the workers, because this site runs on your own machine and is not public."


def why_not(request: HttpRequest) -> str:
    """Why this visitor may not, and what would help; "" for one who may."""
    if may_present(request):
        return ""
    if not settings.PUBLIC_HOST:
        return "Only the presenter may do this: whoever opens the site on the machine that runs it."
    if request.user.is_authenticated:
        return f"Only a presenter may do this, and {request.user.get_username()} is not one."
    return "Only a presenter may do this. Presenters sign in first."


def presenter_required(view: View[P]) -> View[P]:
    """Decorate a view: others get a page (403) that says why, or may sign in if that would help."""

    @wraps(view)
    def wrapped(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        return view(request, *args, **kwargs) if may_present(request) else _turned_away(request)

    return wrapped


def _turned_away(request: HttpRequest) -> HttpResponse:
    if settings.PUBLIC_HOST and not request.user.is_authenticated:
        return _to_sign_in(request)
    return render(request, "demos/present/turned_away.html", {"why_not": why_not(request)}, status=403)


def _to_sign_in(request: HttpRequest) -> HttpResponse:
    """And back to the page afterwards; what was pressed is not pressed again by itself."""
    page = request.get_full_path() if request.method in {"GET", "HEAD"} else reverse("demos:present")
    if not getattr(request, "htmx", False):
        return redirect_to_login(page, reverse(SIGN_IN))
    response = HttpResponse(status=403)
    response["HX-Redirect"] = reverse(SIGN_IN)
    return response


def _is_at_this_machine(request: HttpRequest) -> bool:
    if any(header in request.META for header in FORWARDED):
        return False
    try:
        address = ip_address(request.META.get("REMOTE_ADDR", ""))
    except ValueError:  # a Unix socket has no address
        return False
    if isinstance(address, IPv6Address) and address.ipv4_mapped:
        return address.ipv4_mapped.is_loopback
    return address.is_loopback
