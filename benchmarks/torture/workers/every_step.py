"""Runs whose tasks are killed, one at each step, in one of three ways; and then all of them must end."""

import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import cycle

from benchmarks.torture.finding import Finding
from benchmarks.torture.people import Person, people
from benchmarks.torture.reckoning import reckon
from benchmarks.torture.site import Tortured
from benchmarks.torture.waiting import wait_until_over
from benchmarks.torture.workers.killing import Reached, Stops, kill_host, kill_process, kill_worker
from benchmarks.torture.workers.steps import Step

PEOPLE = 10  # each within what one visitor may do
SECONDS_FOR_A_STEP = 60
SECONDS_TO_HELP = 5  # whoever came by was a victim already: somebody else begins a run


class NobodyCame(Exception):
    """Nobody has come to a step."""


class Way(Enum):
    """Who is killed with what stands at the step."""

    PROCESS = "a process"
    WORKER = "the whole worker"
    HOST = "every process of the host"


@dataclass(frozen=True)
class Kills:
    """One kill at each of these steps, by scenario."""

    way: Way
    steps_of: Mapping[str, Sequence[Step]]

    def __str__(self) -> str:
        count = sum(map(len, self.steps_of.values()))
        return f"{count} of {self.way.value}, at as many steps of {', '.join(self.steps_of)}"


def kill_at_each(site: Tortured, *kills: Kills) -> Finding:
    """One run is killed at each step, and then everything must end. Raises NobodyCame, Stuck."""
    began = time.monotonic()
    with people(site.url, PEOPLE) as crowd:
        for some in kills:
            _kill_at_each(site, some, cycle(crowd))
        wait_until_over(crowd)
        reckoning = reckon(crowd)
    for fault in reckoning.faults:
        print(f"  ✗ {fault}", flush=True)
    return Finding(
        "worker killed, at every step",
        f"kill -9: {'; '.join(map(str, kills))}",
        f"{reckoning}, after {time.monotonic() - began:.0f} s",
        lost=reckoning.lost,
        twice=reckoning.twice,
        held=not reckoning.faults,
    )


def _kill_at_each(site: Tortured, kills: Kills, turns: Iterator[Person]) -> None:
    """Processes are killed while others are at work beside them; all else one after the other."""
    stops = Stops(site.data_dir)
    for scenario, steps in kills.steps_of.items():
        for group in [steps] if kills.way is Way.PROCESS else [[step] for step in steps]:
            stops.arm(*group)
            for _ in group:
                next(turns).begin(scenario)
            for who in _all_who_come(len(group), stops, scenario, turns):
                _kill(site, kills.way, who)


def _all_who_come(count: int, stops: Stops, scenario: str, turns: Iterator[Person]) -> Iterator[Reached]:
    for _ in range(count):
        limit = time.monotonic() + SECONDS_FOR_A_STEP
        help_at = time.monotonic() + SECONDS_TO_HELP
        while not (who := stops.next_reached()):
            now = time.monotonic()
            if now > limit:
                raise NobodyCame(f"nobody came to: {[step.name for step in stops.armed()]}")
            if now > help_at:
                next(turns).begin(scenario)
                help_at = now + SECONDS_TO_HELP
            time.sleep(0.02)
        yield who


def _kill(site: Tortured, way: Way, who: Reached) -> None:
    match way:
        case Way.PROCESS:
            kill_process(who)
        case Way.WORKER:
            kill_worker(who)
        case Way.HOST:
            kill_host(site.pid)
            site.start()
