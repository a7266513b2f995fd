"""The settings, by what is at stake where strangers come."""

import http.client
from collections.abc import Iterator
from typing import NamedTuple

from django.conf import settings

from config.doctor.diagnosis import Diagnosis, fail, ok, warn
from config.logs.requests import HEADER

SECONDS = 4
KEY_LENGTH, KEY_VARIETY = 50, 5  # as `manage.py check --deploy` has it
REDIRECTS = (301, 302, 307, 308)


def secrets() -> Iterator[Diagnosis]:
    """DEBUG, and the key that signs every cookie."""
    others_reach_it = bool(settings.PUBLIC_HOST or settings.SITE_FOR_PHONES)
    if settings.DEBUG and others_reach_it:
        yield fail("debug", "DEBUG shows strangers the inside of the site.", "Set DEBUG=0.")
    elif settings.DEBUG:
        yield warn(
            "debug",
            "DEBUG is on: for work on the site, on this machine only.",
            "Set DEBUG=0 to serve others.",
        )
    else:
        yield ok("debug", "DEBUG is off.")
    key = settings.SECRET_KEY
    if len(key) < KEY_LENGTH or len(set(key)) < KEY_VARIETY:
        complain = fail if settings.PUBLIC_HOST else warn
        yield complain(
            "secret key",
            "SECRET_KEY is short enough to be guessed, and who knows it can sign in as anybody.",
            'Set it to what this prints: python -c "import secrets; print(secrets.token_urlsafe(50))"',
        )
    else:
        yield ok("secret key", "SECRET_KEY is long.")


def proxy() -> Iterator[Diagnosis]:
    """Whether the public name leads here, over HTTPS, through a proxy that says so."""
    name, host = "public address", settings.PUBLIC_HOST
    if not host:
        yield ok(name, "PUBLIC_HOST is not set: this is no public site.")
        return
    try:
        answer = _ask(host)
    except (OSError, http.client.HTTPException) as error:
        yield warn(
            name,
            f"https://{host}/ was not reached from this host ({error}).",
            "Look whether the proxy runs, and has a certificate; or try it from elsewhere.",
        )
        return
    if answer.status in REDIRECTS and answer.leads_to == f"https://{host}/":
        yield fail(
            name,
            f"https://{host}/ leads to itself for ever.",
            "Let the proxy send X-Forwarded-Proto: https to the site.",
        )
    elif answer.status >= http.client.INTERNAL_SERVER_ERROR:
        yield fail(
            name,
            f"https://{host}/ answers with {answer.status}.",
            "Look into the logs of proxy and web server.",
        )
    elif answer.status != http.client.OK or not answer.is_of_a_site_like_this:
        yield fail(
            name,
            f"https://{host}/ answers with {answer.status}, and that is not this site's home page.",
            "Let the proxy lead that name here with its Host, and look at PUBLIC_HOST.",
        )
    else:
        yield ok(name, f"https://{host}/ answers.")


class Answer(NamedTuple):
    """`leads_to` is "" where it is no redirect. Our own replies name their request."""

    status: int
    leads_to: str = ""
    is_of_a_site_like_this: bool = True


def _ask(host: str) -> Answer:
    connection = http.client.HTTPSConnection(host, timeout=SECONDS)
    try:
        connection.request("GET", "/")
        reply = connection.getresponse()
        return Answer(reply.status, reply.getheader("Location", ""), HEADER in reply.headers)
    finally:
        connection.close()
