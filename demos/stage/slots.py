"""What is in each request slot of the stage. The stage itself tells it, through Redis, while it works.

Nobody has to ask the stage for it: when all of its slots are stuck, it could not answer.
"""

import heapq
import logging
import threading
import time
from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpRequest, HttpResponse
from redis import Redis, RedisError
from redis.backoff import NoBackoff
from redis.retry import Retry

from demos.models import Run

FREE = ""
PAGE = "page"
SECONDS_TO_TELL = 0.2
SECONDS_OF_SILENCE = 5  # after Redis did not listen: the stage is to be slow for its visitors' sake only
SECONDS_BELIEVED = 65  # the stage may be killed with requests in its slots

logger = logging.getLogger(__name__)

View = Callable[[HttpRequest], HttpResponse]


def slot_key(number: int) -> str:
    """The name under which Redis keeps what is in that slot; it is not there while the slot is free."""
    return f"stage:slot:{number}"


def in_slots(get_response: View) -> View:
    """Middleware of the stage alone: every request is told while it is in its slot."""
    if not settings.IS_STAGE:
        raise MiddlewareNotUsed
    board = Board(settings.STAGE_SLOTS)

    def watched(request: HttpRequest) -> HttpResponse:
        number = board.take(holder_of(request.path))
        try:
            return get_response(request)
        finally:
            board.leave(number)

    return watched


def holder_of(path: str) -> str:
    """Which lane a request belongs to, by the end of its address; PAGE for any other."""
    last = path.rstrip("/").rpartition("/")[2]
    return last if last in Run.Lane.values else PAGE


class Board:
    """The slots of this process, numbered from 0. Telling never fails and never takes long."""

    def __init__(self, slots: int) -> None:
        self._free = list(range(slots))
        self._lock = threading.Lock()
        self._silent_until = 0.0
        self._redis = Redis.from_url(
            settings.REDIS_URL,
            socket_connect_timeout=SECONDS_TO_TELL,
            socket_timeout=SECONDS_TO_TELL,
            retry=Retry(NoBackoff(), 0),
        )
        self._tell(lambda redis: redis.delete(*map(slot_key, self._free)))  # what a killed stage has left

    def take(self, holder: str) -> int | None:
        """The lowest free slot is `holder`'s now; None where there are more threads than slots."""
        with self._lock:
            if not self._free:
                return None
            number = heapq.heappop(self._free)
        self._tell(lambda redis: redis.set(slot_key(number), holder, ex=SECONDS_BELIEVED))
        return number

    def leave(self, number: int | None) -> None:
        """The slot is free again."""
        if number is None:
            return
        self._tell(lambda redis: redis.delete(slot_key(number)))
        with self._lock:
            heapq.heappush(self._free, number)

    def _tell(self, act: Callable[["Redis"], object]) -> None:
        if time.monotonic() < self._silent_until:
            return
        try:
            act(self._redis)
        except RedisError as error:
            logger.warning("nobody can be told what is in the slots: %s", error)
            self._silent_until = time.monotonic() + SECONDS_OF_SILENCE
