"""Who tries too often is refused, before anything that they sent is read.

What each may do is in `settings.RATE_LIMITS`. All processes count together, in Redis.
"""

import time
from collections.abc import Callable
from functools import cache
from hashlib import sha256
from math import ceil
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.module_loading import import_string
from limits.storage import MemoryStorage, RedisStorage
from limits.strategies import FixedWindowRateLimiter
from redis import ConnectionPool

from config.client_address import counted_address
from config.limits import Count, Limit, counts
from config.redis_away import OPTIONS, RedisAway
from config.sizes import announced_bytes

SAFE = {"GET", "HEAD", "OPTIONS", "TRACE"}
KEY_PREFIX = "site:limits"


class RateLimits:
    """Middleware. It stands before Django's CSRF check, which reads the request."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self._get_response(request)

    def process_view(self, request: HttpRequest, *view: Any) -> HttpResponse | None:
        """None where the request may go on to its view, else 429 with the seconds to wait."""
        limit = _limit_of(request)
        if limit is None:
            return None
        name, visitor, address = _name_of(request), _visitor(request), counted_address(request)
        asked = counts(limit, visitor=visitor, address=address, body_bytes=announced_bytes(request))
        seconds = next(filter(None, (_seconds_to_wait(name, count) for count in asked)), 0)
        if not seconds:
            return None
        refusal: HttpResponse = import_string(settings.SAYS_TRY_LATER)(request, seconds)
        return refusal


def _limit_of(request: HttpRequest) -> Limit | None:
    limit: Limit = settings.RATE_LIMITS.get(_name_of(request), settings.USUAL_LIMIT)
    return limit if request.method not in SAFE or limit.also_reading else None


def _name_of(request: HttpRequest) -> str:
    return request.resolver_match.view_name if request.resolver_match else ""


def _visitor(request: HttpRequest) -> str:
    """By the session, else by the cookie that each form needs; hashed, because it opens a session.

    Who throws cookies away is a new visitor each time, and is held by the address alone.
    """
    cookies = request.COOKIES
    known_by = cookies.get(settings.SESSION_COOKIE_NAME) or cookies.get(settings.CSRF_COOKIE_NAME)
    return sha256(known_by.encode()).hexdigest()[:32] if known_by else ""


def _seconds_to_wait(name: str, count: Count) -> int:
    """Count it. 0 where that was not too often, else how long until it may be tried again."""
    return RedisAway.or_else(lambda: _hit(_shared(), name, count), lambda: _hit(_own(), name, count))


def _hit(limiter: FixedWindowRateLimiter, name: str, count: Count) -> int:
    if limiter.hit(count.rate, name, count.whose, cost=count.cost):
        return 0
    until: float = limiter.get_window_stats(count.rate, name, count.whose).reset_time
    return max(1, ceil(until - time.time()))


def counting_in_redis() -> FixedWindowRateLimiter:
    """For all processes together."""
    pool = ConnectionPool.from_url(settings.REDIS_URL, **OPTIONS)
    return FixedWindowRateLimiter(RedisStorage("redis://", connection_pool=pool, key_prefix=KEY_PREFIX))


def counting_in_memory() -> FixedWindowRateLimiter:
    """For this process alone."""
    return FixedWindowRateLimiter(MemoryStorage())


_shared, _own = cache(counting_in_redis), cache(counting_in_memory)
