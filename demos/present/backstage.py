"""The workers as a presenter sees them: what each of them does now, in a word."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from demos import workers
from demos.durations import Duration
from demos.scenarios import scenarios
from demos.worker_pill import Pill, pill_for

NODE_SEPARATOR = "@"


@dataclass(frozen=True)
class Hand:
    """One process. `name`: its number, and its host where there are several. What it `does`, "" if free."""

    name: str
    does: str
    since: Duration | None


@dataclass(frozen=True)
class Backstage:
    """`paused_for`: minutes until the workers go on by themselves; None while they are not paused."""

    pill: Pill
    hands: tuple[Hand, ...]
    paused_for: int | None
    can_pause: bool


def backstage() -> Backstage:
    """As the workers last answered."""
    status, now = workers.status(), timezone.now()
    titles = {task.name: task.title for scenario in scenarios() for task in scenario.tasks}
    several = len(status.nodes) > 1
    pill = pill_for(status)
    return Backstage(
        pill=pill,
        hands=tuple(_hand(process, titles, now, several=several) for process in status.processes),
        paused_for=pill.paused_for,
        can_pause=status.state in {workers.READY, workers.BUSY},
    )


def _hand(process: workers.Process, titles: dict[str, str], now: datetime, *, several: bool) -> Hand:
    host = process.node.partition(NODE_SEPARATOR)[2]
    task = process.task
    return Hand(
        name=f"{process.number} on {host}" if several else str(process.number),
        does=titles.get(task, task.rpartition(".")[2].replace("_", " ")),
        since=Duration((now - process.since).total_seconds() * 1000) if process.since else None,
    )
