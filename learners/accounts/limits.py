"""What who tries too often is told. django-allauth counts, in the cache that all processes share."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

SECONDS = 60  # the limits in settings.ACCOUNT_RATE_LIMITS are by the minute, but for letters to one account
SECONDS_AFTER_WRONG_PASSWORDS = 300
WORDS = "That was often enough for a moment. Try again in a minute."
OF_LETTERS = " No more than five letters an hour are sent to one address."
ASKS_FOR_A_LETTER = "account_reset_password"


def too_many(request: HttpRequest) -> HttpResponse:
    """429, with the time to wait."""
    asked_for = request.resolver_match and request.resolver_match.view_name
    words = WORDS + OF_LETTERS if asked_for == ASKS_FOR_A_LETTER else WORDS
    response = render(request, "try_later.html", {"words": words}, status=429)
    response["Retry-After"] = str(SECONDS)
    return response
