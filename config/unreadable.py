"""Requests that Django cannot read, refused before it tries.

It decodes a request by whatever codec its headers name, and some codecs raise where nobody expects it: in the
making of the request, or once more in the page that reports the error. It takes an upload that comes in
chunks, without a length, for an empty one. A NUL in an address means nothing
here, and some databases take none.
"""

import re
from collections.abc import Iterable
from http import HTTPStatus
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from django.conf import settings

from config.headers import ON_PLAIN_WORDS

OTHER_CHARSET = re.compile(r"charset\s*=(?!\s*\"?utf-?8\"?\s*(;|$))", re.IGNORECASE)
NUL_IN_QUERY = re.compile(r"\0|%00")
ENCODED_PARAMETER = re.compile(r"\w\*\s*\d*\s*\*?\s*(=|;|,|$)")  # as in name*=charset''value, or name*0=value


def refusing_the_unreadable(application: WSGIApplication) -> WSGIApplication:
    """The application, with a plain answer before it for what it could not read."""

    def guarded(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        refusal = _refusal(environ)
        if refusal is None:
            return application(environ, start_response)
        status, says = refusal
        headers = [("Content-Type", "text/plain; charset=utf-8"), *ON_PLAIN_WORDS, *_as_the_site_is_set_up()]
        start_response(f"{status.value} {status.phrase}", headers)
        return [f"{says}\n".encode()]

    return guarded


def _as_the_site_is_set_up() -> list[tuple[str, str]]:
    """What Django's own replies say by its settings; of HSTS on HTTPS, which all of a public site is."""
    devices = [("Permissions-Policy", settings.PERMISSIONS_POLICY)]
    if not settings.SECURE_HSTS_SECONDS:
        return devices
    lasts = [f"max-age={settings.SECURE_HSTS_SECONDS}"]
    if settings.SECURE_HSTS_INCLUDE_SUBDOMAINS:
        lasts.append("includeSubDomains")
    if settings.SECURE_HSTS_PRELOAD:
        lasts.append("preload")
    return [*devices, ("Strict-Transport-Security", "; ".join(lasts))]


def _refusal(environ: WSGIEnvironment) -> tuple[HTTPStatus, str] | None:
    content_type, accept = environ.get("CONTENT_TYPE", ""), environ.get("HTTP_ACCEPT", "")
    if OTHER_CHARSET.search(content_type):
        return HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "This site reads UTF-8 only."
    if ENCODED_PARAMETER.search(content_type) or ENCODED_PARAMETER.search(accept):
        return HTTPStatus.BAD_REQUEST, "Write the headers without encoded parameters (name*=value)."
    if "\0" in environ.get("PATH_INFO", "") or NUL_IN_QUERY.search(environ.get("QUERY_STRING", "")):
        return HTTPStatus.BAD_REQUEST, "There is no such address."
    if "HTTP_TRANSFER_ENCODING" in environ and not environ.get("CONTENT_LENGTH"):
        return HTTPStatus.LENGTH_REQUIRED, "Send it with a Content-Length, not in chunks."
    return None
