"""Who may keep a page: by default its visitor's browser, which asks each time whether it still holds."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase

ASK_EACH_TIME = "private, no-cache"


def pages_are_private(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Middleware: most pages show what their visitor did. A view that says something itself is left alone,
    as is whatever is no page: style sheets, photos, downloads."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        if response.get("Content-Type", "").startswith("text/html"):
            response.setdefault("Cache-Control", ASK_EACH_TIME)
        return response

    return middleware
