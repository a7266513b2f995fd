"""What who tries too often is told. django-allauth counts, in the cache that all processes share."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

SECONDS = 60  # the limits in settings.ACCOUNT_RATE_LIMITS are by the minute
SECONDS_AFTER_WRONG_PASSWORDS = 300
WORDS = "That was often enough for a moment. Try again in a minute."


def too_many(request: HttpRequest) -> HttpResponse:
    """429, with the time to wait."""
    response = render(request, "429.html", {"words": WORDS}, status=429)
    response["Retry-After"] = str(SECONDS)
    return response
