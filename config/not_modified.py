"""A page that a browser still holds is not sent again: 304 where nothing of it has changed for this visitor.

Every page carries Django's CSRF token, which is masked anew each time, so that no two are alike. The tag of a
page is that of its words without the masks, and of the secret behind them: the older token of a kept page is
as good as a new one for as long as the secret is the same, and nobody else has that secret.
"""

import re
from collections.abc import Callable
from typing import cast

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.crypto import salted_hmac

MASKED = re.compile(rb'(?:csrfmiddlewaretoken" value="|"X-CSRFToken": ")[A-Za-z0-9]{64}"')
SALT = "config.not_modified"  # a tag tells nothing of the secret


def pages_are_tagged(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Middleware, for whole pages that a browser may keep. The page is made all the same; it is not sent."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        if not _may_be_kept(request, response):
            return response
        page = cast("HttpResponse", response)
        page["ETag"] = _tag(request, page.content)
        return get_conditional_response(request, etag=page["ETag"], response=page) or page

    return middleware


def _may_be_kept(request: HttpRequest, response: HttpResponseBase) -> bool:
    return (
        request.method == "GET"
        and response.status_code == 200  # noqa: PLR2004
        and not response.streaming
        and response.get("Content-Type", "").startswith("text/html")
        and "no-store" not in response.get("Cache-Control", "")
        and not response.has_header("ETag")
    )


def _tag(request: HttpRequest, content: bytes) -> str:
    secret = request.META.get("CSRF_COOKIE", "").encode()
    seen = salted_hmac(SALT, secret + b" " + MASKED.sub(b"", content), algorithm="sha256")
    return f'"{seen.hexdigest()[:32]}"'
