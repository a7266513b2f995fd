"""What a request asked for, by names that no visitor chooses: they are few, and tell of nobody."""

from django.conf import settings
from django.http import HttpRequest

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
NOWHERE = "(no such address)"
NOT_WATCHED = ("/healthz", "/readyz", "/metrics")


def route_of(request: HttpRequest) -> str:
    """The URL name, as in "quizzes:submit_answer"; else the pattern; else NOWHERE."""
    match = request.resolver_match
    return (match.view_name or match.route or NOWHERE) if match else NOWHERE


def method_of(request: HttpRequest) -> str:
    """As HTTP calls it; "other" for whatever a visitor made up."""
    return request.method if request.method in METHODS else "other"


def is_watched(request: HttpRequest) -> bool:
    """Whether anybody wants to know of it: not of static files, nor of questions after the site's health."""
    return request.path_info not in NOT_WATCHED and not request.path_info.startswith(settings.STATIC_URL)
