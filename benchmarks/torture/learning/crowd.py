"""The same thing sent many times at the same moment, from one browser, to several web servers."""

from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from threading import Barrier

import httpx

from benchmarks.torture.learning.learner import SECONDS_TO_ANSWER, Form, Learner


@dataclass(frozen=True)
class Act:
    """A form that is sent to `path`; `count` says how many there are of what it makes."""

    what: str
    path: str
    form: Form
    count: Callable[[], int]


@dataclass(frozen=True)
class Sent:
    """One form, sent so often at once; the statuses of the replies, 0 for none; `counted` is how often."""

    what: str
    statuses: Counter[int]
    counted: int

    @property
    def is_sane(self) -> bool:
        """Everybody had a reply that is no fault of the server."""
        return all(0 < status < 500 for status in self.statuses)

    def __str__(self) -> str:
        replies = ", ".join(
            f"{count} x {status or 'none'}" for status, count in sorted(self.statuses.items())
        )
        return f"{self.what}: counted {self.counted} ({replies})"


def send_at_once(learner: Learner, urls: Sequence[str], times: int, act: Act) -> Sent:
    """Each over a connection of its own. What was there before does not count."""
    before, together = act.count(), Barrier(times)
    cookies = {cookie.name: cookie.value or "" for cookie in learner.browser.cookies.jar}

    def one(number: int) -> int:
        headers = {"X-CSRFToken": cookies["csrftoken"], "Accept": "text/html"}
        with httpx.Client(timeout=SECONDS_TO_ANSWER, cookies=cookies, headers=headers) as browser:
            together.wait()
            try:
                return browser.post(f"{urls[number % len(urls)]}{act.path}", data=dict(act.form)).status_code
            except httpx.TransportError:
                return 0

    with ThreadPoolExecutor(times) as threads:
        statuses = Counter(threads.map(one, range(times)))
    return Sent(act.what, statuses, act.count() - before)
