"""The simulated users, and the bystander: what one of them sends, and what has become of it."""

import secrets
from collections.abc import AsyncIterator
from contextlib import aclosing
from dataclasses import dataclass
from http.cookiejar import CookieJar, DefaultCookiePolicy
from ipaddress import ip_address
from urllib.parse import urlsplit
from uuid import UUID, uuid5

import httpx
from django.conf import settings
from django.middleware.csrf import CSRF_SECRET_LENGTH
from django.urls import reverse

from demos.stage.recording import Outcome
from demos.visitors import COOKIE, cookie_of

SECONDS_AT_MOST = 120  # a wait is ended earlier, from outside
PIECE = 64 * 1024  # bytes of a body that are handed to the connection at a time
MOST_OF_A_REPLY = 1024 * 1024  # bytes
ALPHABET = "abcdefghijklmnopqrstuvwxyz0123456789"


class NotTheStage(ValueError):
    """Load is for the stage only."""


class TooManyBytes(Exception):
    """The test has sent and received all that it may."""


@dataclass
class Budget:
    """How many bytes a test may still send and receive, in all."""

    left: int

    def spend(self, count: int) -> None:
        """Raises TooManyBytes."""
        if count > self.left:
            raise TooManyBytes
        self.left -= count


class Body(httpx.AsyncByteStream):
    """The same bytes for all users, and no copy of them while somebody waits to be rid of them."""

    def __init__(self, content: bytes) -> None:
        self._content = content

    async def __aiter__(self) -> AsyncIterator[bytes]:
        """Its pieces, in order."""
        for start in range(0, len(self._content), PIECE):
            yield self._content[start : start + PIECE]


@dataclass(frozen=True)
class Answer:
    """What has become of a request; `reason` where it was no page."""

    outcome: Outcome
    reason: str = ""


def require_stage(url: str, stage: str) -> None:
    """Raises NotTheStage for any address but this machine's own and that of the stage as configured."""
    if not (_origin(url) == _origin(stage) or _is_loopback(urlsplit(url).hostname or "")):
        raise NotTheStage(f"{url} is not the stage.")


def visitors_of(test: UUID, lane: str, users: int) -> list[UUID]:
    """Who they are to the site: known from the test alone, so that whatever they leave can be found again."""
    return [uuid5(test, f"{lane} {number}") for number in range(users)]


def connection(stage: str) -> httpx.AsyncClient:
    """To the stage and nowhere else: through no proxy, to no redirect, with nobody else's cookies.

    Every request has a connection of its own, as it would have from a browser of its own.
    """
    require_stage(stage, settings.STAGE_URL)
    return httpx.AsyncClient(
        base_url=stage,
        trust_env=False,
        follow_redirects=False,
        timeout=SECONDS_AT_MOST,
        limits=httpx.Limits(max_connections=None, max_keepalive_connections=0),
        cookies=CookieJar(DefaultCookiePolicy(allowed_domains=())),
        headers={"User-Agent": "Behind the Scenes, load test"},
    )


def upload(client: httpx.AsyncClient, lane: str, photo: bytes, mail_delay_ms: int) -> httpx.Request:
    """What everybody sends: the photo, through the lane's own address. It is put together once."""
    return client.build_request(
        "POST",
        reverse(f"demos:upload_{lane}"),
        data={"mail_delay_ms": str(mail_delay_ms)},
        files={"photo": ("photo.jpg", photo, "image/jpeg")},
        headers={"Accept": "application/json"},
    )


def of_visitor(request: httpx.Request, visitor: UUID) -> httpx.Request:
    """The same request, as this visitor's browser sends it: with what the page has given it before."""
    token = "".join(secrets.choice(ALPHABET) for _ in range(CSRF_SECRET_LENGTH))
    cookies = f"{settings.CSRF_COOKIE_NAME}={token}; {COOKIE}={cookie_of(visitor)}"
    headers = {**request.headers, "Cookie": cookies, "X-CSRFToken": token}
    return httpx.Request(request.method, request.url, headers=headers, stream=Body(request.read()))


async def send(client: httpx.AsyncClient, request: httpx.Request, budget: Budget) -> Answer:
    """Send it and read the whole reply. Cancelled, it is given up."""
    try:
        budget.spend(int(request.headers.get("Content-Length", 0)))
        reply = await client.send(request, stream=True)
        async with aclosing(reply):
            await _read(reply, budget)
        return _judged(reply)
    except TooManyBytes:
        return Answer(Outcome.FAILED, "the test has sent all the bytes that it may")
    except httpx.ConnectError:
        return Answer(Outcome.FAILED, "the connection was refused")
    except (httpx.HTTPError, OSError):
        return Answer(Outcome.FAILED, "the connection was lost")


async def _read(reply: httpx.Response, budget: Budget) -> None:
    size = 0
    async for chunk in reply.aiter_raw():
        size += len(chunk)
        budget.spend(len(chunk))
        if size > MOST_OF_A_REPLY:
            raise TooManyBytes


def _judged(reply: httpx.Response) -> Answer:
    if reply.is_success:  # a redirect is none: a script is answered where it asks
        return Answer(Outcome.SERVED)
    return Answer(Outcome.FAILED, f"{reply.status_code} {reply.reason_phrase}".strip())


def _origin(url: str) -> tuple[str, str | None, int | None]:
    parts = urlsplit(url)
    return parts.scheme, parts.hostname, parts.port


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
