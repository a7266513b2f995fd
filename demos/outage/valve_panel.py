"""The valve as the page shows it: its state in words, and the seconds until it opens by itself."""

from dataclasses import dataclass
from datetime import timedelta
from math import ceil

from django.http import HttpRequest
from django.utils import timezone

from demos import presenters
from demos.outage import control, outages
from demos.outage.control import ValveUnreachable
from demos.outage.forms import SECONDS, USUAL_SECONDS
from demos.outage.models import Outage
from demos.outage.valve import State

JUST_NOW = timedelta(minutes=1)
NONE, OPEN, AGAIN = "none", "open", "again"
WORDS = {
    NONE: ("No valve", "There is no valve before this server’s queue, so it cannot be taken down here."),
    OPEN: ("Open", "What is published reaches the queue."),
    AGAIN: ("Open again", "What is published reaches the queue. What was kept is queued within ten seconds."),
    State.REFUSING: ("Refused", "Whoever connects to the queue is turned away at once."),
    State.FROZEN: ("Frozen", "Whoever connects to the queue gets no answer."),
}


@dataclass(frozen=True)
class ValvePanel:
    """`key` names the state; `seconds_left` is 0 where it is open; `may`: this visitor may shut it."""

    key: str
    seconds_left: int
    may: bool
    why_not: str
    why: str

    @property
    def title(self) -> str:
        return WORDS[self.key][0]

    @property
    def words(self) -> str:
        return WORDS[self.key][1]

    @property
    def is_there(self) -> bool:
        return self.key != NONE

    @property
    def is_shut(self) -> bool:
        return self.seconds_left > 0

    hows = Outage.How.choices
    choices = SECONDS
    usual = USUAL_SECONDS


def panel_for(request: HttpRequest) -> ValvePanel:
    """The valve as it is now, as this visitor may see and use it."""
    key, seconds = _state()
    return ValvePanel(
        key=key,
        seconds_left=seconds,
        may=presenters.may_present(request),
        why_not=presenters.why_not(request),
        why=presenters.why(request),
    )


def _state() -> tuple[str, int]:
    try:
        now = control.state()
    except ValveUnreachable:
        return NONE, 0
    if now.state is State.OPEN:
        return (AGAIN if _was_shut_just_now() else OPEN), 0
    return now.state, max(1, ceil(now.seconds_left))


def _was_shut_just_now() -> bool:
    last = outages.latest()
    return last is not None and last.ends_at > timezone.now() - JUST_NOW
