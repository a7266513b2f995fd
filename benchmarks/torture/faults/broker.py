"""The broker is killed, frozen, restarted, or comes back empty, while learners use the whole site."""

import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.torture.broker.crowd import Crowd, crowd
from benchmarks.torture.broker.judging import faults, lines, slowest
from benchmarks.torture.broker.redis_server import RedisServer, redis_server
from benchmarks.torture.chance import chance
from benchmarks.torture.finding import Finding
from benchmarks.torture.reckoning import reckon
from benchmarks.torture.site import tortured_site
from benchmarks.torture.waiting import wait_until_over
from demos.models import Run

WELL, REFUSED, FROZEN = "all is well", "killed: refused", "frozen"
Phase = tuple[str, float, Callable[[], object]]


def ordeal(folder: Path, *, small: bool = False) -> Finding:
    """Ten learners, two minutes; small: four, 16 seconds, and the broker does not come back empty."""
    with (
        redis_server(folder) as redis,
        tortured_site(folder / "var", REDIS_URL=redis.url) as site,
        crowd(site.url, 4 if small else 10, chance()) as everybody,
    ):
        return _undergo(everybody, _small(redis) if small else _phases(redis))


def _phases(redis: RedisServer) -> list[Phase]:
    return [
        (WELL, 15, int),
        (REFUSED, 20, redis.kill),
        ("back, with its file", 15, redis.start),
        (FROZEN, 20, redis.freeze),
        ("goes on", 15, redis.thaw),
        *((f"restarted under load, {time}", 5.0, redis.restart) for time in (1, 2, 3)),
        ("restarted empty", 15, redis.restart_empty),
    ]


def _small(redis: RedisServer) -> list[Phase]:
    return [
        (WELL, 4, int),
        (REFUSED, 4, redis.kill),
        ("back, with its file", 2, redis.start),
        (FROZEN, 4, redis.freeze),
        ("goes on", 2, redis.thaw),
    ]


def _undergo(everybody: Crowd, phases: list[Phase]) -> Finding:
    everybody.start()
    for phase in phases:
        everybody.go_through(*phase)
    everybody.stop()
    waiting, stopped = Run.objects.filter(status=Run.Status.UNQUEUED).count(), time.monotonic()
    wait_until_over(everybody.learners)
    drained = time.monotonic() - stopped
    names = [name for name, _, _ in phases]
    reckoning = reckon(everybody.learners)
    wrong = [*reckoning.faults, *faults(everybody, WELL, names)]
    replies = everybody.replies()
    print("\n".join([*lines(replies, names), *(f"  ✗ {fault}" for fault in wrong)]), flush=True)
    slow = ", ".join(f"{name} {slowest(replies, name).seconds:.1f} s" for name in (WELL, REFUSED, FROZEN))
    return Finding(
        "broker away, under load",
        f"{len(everybody.learners)} learners; {'; '.join(names[1:])}",
        f"{len(replies)} replies, the slowest: {slow}; {reckoning}; {_kept(everybody)}; "
        f"{waiting} runs not queued at the end, all over {drained:.0f} s later",
        lost=reckoning.lost,
        twice=reckoning.twice,
        held=not wrong,
    )


def _kept(everybody: Crowd) -> str:
    answers = sum(learner.answers for learner in everybody.learners)
    grades = sum(learner.grades for learner in everybody.learners)
    accounts = sum(learner.accounts for learner in everybody.learners)
    return f"{answers} answers, {grades} grades, {accounts} accounts"
