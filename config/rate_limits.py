"""Who tries too often is refused, before anything that they sent is read.

What each may do is in `settings.RATE_LIMITS`. All processes count together, in Redis.
"""

import time
from collections.abc import Callable, Iterable
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
from config.limits import Count, Limit, carried, tries
from config.redis_away import OPTIONS, RedisAway
from config.sizes import announced_bytes

SAFE = {"GET", "HEAD", "OPTIONS", "TRACE"}
KEY_PREFIX = "site:limits"


class RateLimits:
    """Middleware. It stands before Django's CSRF check, which reads the request."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self._get_response(request)
        if taken := getattr(request, "bytes_taken", 0):  # a room says so: demos.sizes.take
            _count_bytes(request, taken)
        return response

    def process_view(self, request: HttpRequest, *view: Any) -> HttpResponse | None:
        """None where the request may go on to its view, else 429 with the seconds to wait."""
        limit = _limit_of(request)
        if limit is None:
            return None
        seconds = _seconds_for_bytes(request, limit) or _seconds_for_tries(request, limit)
        if not seconds:
            return None
        refusal: HttpResponse = import_string(settings.SAYS_TRY_LATER)(request, seconds)
        return refusal


def _seconds_for_bytes(request: HttpRequest, limit: Limit) -> int:
    """Only looked up: whoever announces what never comes, or is refused, uses nothing up."""
    looked_up = carried(limit, announced_bytes(request), **_whose(request))
    return _first(_seconds_to_wait(_name_of(request), count, is_taken=False) for count in looked_up)


def _seconds_for_tries(request: HttpRequest, limit: Limit) -> int:
    counted = tries(limit, **_whose(request))
    return _first(_seconds_to_wait(_name_of(request), count, is_taken=True) for count in counted)


def _count_bytes(request: HttpRequest, taken: int) -> None:
    limit = _limit_of(request)
    for count in carried(limit, taken, **_whose(request)) if limit else ():
        _seconds_to_wait(_name_of(request), count, is_taken=True)


def _first(seconds: Iterable[int]) -> int:
    return next(filter(None, seconds), 0)


def _whose(request: HttpRequest) -> dict[str, str]:
    return {"visitor": _visitor(request), "address": counted_address(request)}


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


def _seconds_to_wait(name: str, count: Count, *, is_taken: bool) -> int:
    """0 where that is not too often, else how long until it may be tried again. What is taken counts."""

    def asked(limiter: FixedWindowRateLimiter) -> int:
        return _ask(limiter.hit if is_taken else limiter.test, limiter, name, count)

    return RedisAway.or_else(lambda: asked(_shared()), lambda: asked(_own()))


def _ask(fits: Callable[..., bool], limiter: FixedWindowRateLimiter, name: str, count: Count) -> int:
    if fits(count.rate, name, count.whose, cost=count.cost):
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
