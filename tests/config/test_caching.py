"""Who may keep what the site sends."""

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from config.caching import pages_are_private


@pytest.mark.parametrize(
    ("content_type", "says", "says_then"),
    [
        ("text/html", None, "private, no-cache"),
        ("text/html; charset=utf-8", None, "private, no-cache"),
        ("text/html; charset=utf-8", "no-store", "no-store"),
        ("text/csv", None, None),
        ("image/jpeg", "private, immutable", "private, immutable"),
    ],
)
def test_pages_are_private_unless_they_say_something_else(
    content_type: str, says: str | None, says_then: str | None
) -> None:
    response = HttpResponse(content_type=content_type, headers={"Cache-Control": says} if says else {})
    sent = pages_are_private(lambda _: response)(RequestFactory().get("/"))
    assert sent.headers.get("Cache-Control") == says_then
