"""A form whose parts cannot be read is a bad request, not a fault of the site.

Django reads the parameters of a part's header by Python's email package, which raises TypeError for some
(such as `name*=a; name*0=b`), and expects a ValueError of it.
"""

from typing import Any

from django.core.exceptions import BadRequest
from django.core.handlers.wsgi import WSGIHandler, WSGIRequest
from django.core.wsgi import get_wsgi_application


class Request(WSGIRequest):
    """As Django's. Reading POST or FILES raises BadRequest where a part of the form has an odd header."""

    def _load_post_and_files(self) -> Any:
        try:
            return super()._load_post_and_files()
        except TypeError as error:
            self._mark_post_parse_error()  # type: ignore[attr-defined]  # likewise
            raise BadRequest("a part of the form has a header that cannot be read") from error


def application() -> WSGIHandler:
    """Django's, for such requests."""
    handler: WSGIHandler = get_wsgi_application()
    handler.request_class = Request
    return handler
