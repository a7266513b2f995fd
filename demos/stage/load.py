"""The load generator: N users let go at the stage, a bystander, and somebody who watches. One event loop.

It is bounded in users, in time and in bytes, and it speaks to the stage only (`users.connection`). A wait is
measured here, at the client, from the click to the last byte of the reply.
"""

import asyncio
import random
import time
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, replace
from typing import Protocol
from uuid import UUID

import httpx

from demos.stage import users
from demos.stage.lane import Lane
from demos.stage.phones import Phone, newcomers
from demos.stage.recording import LanePlay, Look, Outcome, Recording, Sample, Seat
from demos.stage.watching import Order

MOST_USERS = 200
LONGEST_SPREAD = 60  # seconds
SECONDS_A_LANE = 90  # its users and the emptying of the queue, all together
SECONDS_FOR_THE_QUEUE = 20  # to be empty before a lane; after that the lane begins all the same
SECONDS_FOR_THE_SLOTS = 60  # to be free before a lane: what nobody waits for any more is served to its end
SECONDS_A_GLANCE = 2
SECONDS_BETWEEN_LOOKS = 0.2
SECONDS_BETWEEN_BEATS = 0.2
SECONDS_FOR_LAST_LOOKS = 2
LOOKS_BEFORE = 5
MOST_BYTES = 400 * 1024**2
LONGEST = 2 * (SECONDS_A_LANE + SECONDS_FOR_THE_SLOTS) + 10  # seconds: both lanes, and a little

PLAIN_PAGE = "/"
NO_REPLY = f"no reply within {SECONDS_A_LANE} s"
STOPPED = "the test was stopped"


@dataclass(frozen=True)
class Plan:
    """What to do in each of `lanes`: so many `users` click within `spread` seconds; 0 is all at once."""

    test: UUID
    stage: str
    lanes: tuple[str, ...]
    users: int
    spread: float
    mail_delay_ms: int
    photo: bytes


class Watcher(Protocol):
    """Who looks at the stage and the queue from outside, and has somebody to tell it to."""

    async def look(self) -> tuple[int, tuple[str, ...]]:
        """Tasks not done, and what is in each slot."""

    async def beat(self, recording: Recording) -> Order:
        """This is the picture so far; what now?"""


class Lost(Exception):
    """Somebody else has the stage: this test was believed dead."""


class NeverFree(Exception):
    """What was there before this test still fills the slots."""


class Stopped(Exception):
    """The presenter has stopped it."""


async def play(plan: Plan, watcher: Watcher) -> tuple[Recording, bool]:
    """Play every lane; returns what was seen, and whether it was stopped. Raises Lost, NeverFree."""
    performance = Performance(plan, watcher)
    async with users.connection(plan.stage) as client, users.connection(plan.stage) as passer_by:
        try:
            for lane in plan.lanes:
                await performance.calm_down(lane)
                await performance.play(lane, client, passer_by)
        except Stopped:
            return performance.recording, True
    return performance.recording, False


def clicks(plan: Plan) -> list[float]:
    """When each user clicks, ms, in order.

    A spread makes a Poisson stream: that many arrivals in a given time lie as that many uniform numbers do.
    """
    dice = random.Random(plan.test.int)  # noqa: S311  # the same users for both lanes, and in a repetition
    return sorted(dice.uniform(0, plan.spread * 1000) for _ in range(plan.users))


class Performance:
    """A load test while it is played."""

    def __init__(self, plan: Plan, watcher: Watcher) -> None:
        self._plan, self._watcher = plan, watcher
        self._budget = users.Budget(MOST_BYTES)
        self._done: list[LanePlay] = []
        self._on: Lane | None = None
        self._doing = ""
        self._phones: tuple[Phone, ...] = ()

    @property
    def recording(self) -> Recording:
        """Everything so far."""
        now = [self._on.seen()] if self._on else []
        return Recording((*self._done, *now), self._doing)

    async def calm_down(self, lane: str) -> None:
        """Wait until nobody is in a slot and, within bounds, nothing is in the queue. Raises NeverFree."""
        self._doing = f"Waiting for an empty stage before the {lane} lane"
        began = time.monotonic()
        while True:
            queued, slots = await self._beat()
            waited = time.monotonic() - began
            if not any(slots) and (queued <= 0 or waited > SECONDS_FOR_THE_QUEUE):
                return
            if waited > SECONDS_FOR_THE_SLOTS:
                raise NeverFree
            await asyncio.sleep(SECONDS_BETWEEN_BEATS)

    async def play(self, name: str, client: httpx.AsyncClient, passer_by: httpx.AsyncClient) -> None:
        """One lane, from the bystander's first look to the empty queue."""
        self._doing = "Before anybody comes, the bystander opens a page"
        idle = [took async for took in self._glances(passer_by)]
        request = users.upload(client, name, self._plan.photo, self._plan.mail_delay_ms)
        phones = self._phones[: self._plan.users]  # they sit among the users, and the rest are simulated
        visitors = users.visitors_of(self._plan.test, name, self._plan.users)
        visitors[: len(phones)] = [phone.visitor for phone in phones]
        self._on = lane = Lane(name, clicks(self._plan), tuple(idle), [phone.guest for phone in phones])
        self._doing = f"The {name} lane is on"
        try:
            async with asyncio.timeout(SECONDS_A_LANE):
                await self._let_go(lane, client, passer_by, request, visitors)
        except TimeoutError:
            lane.give_up(NO_REPLY)
        except Stopped:
            lane.give_up(STOPPED)
            raise
        finally:
            self._done.append(lane.seen())
            self._on = None

    async def _let_go(
        self,
        lane: Lane,
        client: httpx.AsyncClient,
        passer_by: httpx.AsyncClient,
        request: httpx.Request,
        visitors: Sequence[UUID],
    ) -> None:
        async with _beside(self._pass_by(lane, passer_by), lane):
            crowd = [
                asyncio.create_task(self._user(lane, number, client, users.of_visitor(request, visitor)))
                for number, visitor in enumerate(visitors)
            ]

            def nobody_waits() -> bool:
                """Not even the phones that have pressed only now."""
                for number, phone in self._late(lane):
                    sent = users.of_visitor(request, phone.visitor)
                    crowd.append(asyncio.create_task(self._user(lane, number, client, sent)))
                return all(user.done() for user in crowd)

            try:
                await self._watch(lane, nobody_waits)
                lane.over = True
                if lane.queues:
                    await self._watch(lane, lambda: lane.samples[-1].queued <= 0)
            finally:
                for user in crowd:
                    user.cancel()
                await asyncio.gather(*crowd, return_exceptions=True)

    def _late(self, lane: Lane) -> Iterator[tuple[int, Phone]]:
        """A seat more for each phone that has none yet, as far as there are seats."""
        for phone in newcomers(self._phones, lane.seats):
            if len(lane.seats) < MOST_USERS:
                lane.seats.append(Seat(Outcome.COMING, lane.now, guest=phone.guest))
                yield len(lane.seats) - 1, phone

    async def _user(self, lane: Lane, number: int, client: httpx.AsyncClient, request: httpx.Request) -> None:
        await asyncio.sleep(lane.seats[number].clicked / 1000 - lane.now / 1000)
        lane.seats[number] = replace(lane.seats[number], outcome=Outcome.WAITING, clicked=lane.now)
        answer = await users.send(client, request, self._budget)
        lane.seats[number] = replace(
            lane.seats[number], outcome=answer.outcome, ended=lane.now, reason=answer.reason
        )

    async def _pass_by(self, lane: Lane, client: httpx.AsyncClient) -> None:
        """A look every 200 ms, whether or not the page before has come: a wait must not hide the next one."""
        async with asyncio.TaskGroup() as looks:
            while not lane.closed:
                looks.create_task(self._look(lane, client))
                await asyncio.sleep(SECONDS_BETWEEN_LOOKS)

    async def _look(self, lane: Lane, client: httpx.AsyncClient) -> None:
        began, number = lane.now, len(lane.looks)
        lane.looks.append(Look(began, 0.0, Outcome.WAITING))
        answer = await users.send(client, client.build_request("GET", PLAIN_PAGE), self._budget)
        lane.looks[number] = Look(began, lane.now - began, answer.outcome)

    async def _glances(self, client: httpx.AsyncClient) -> AsyncIterator[float]:
        """The bystander's waits while nobody else is there, ms."""
        for _ in range(LOOKS_BEFORE):
            await self._beat()
            began = time.perf_counter()
            with suppress(TimeoutError):
                async with asyncio.timeout(SECONDS_A_GLANCE):
                    await users.send(client, client.build_request("GET", PLAIN_PAGE), self._budget)
            yield (time.perf_counter() - began) * 1000
            await asyncio.sleep(SECONDS_BETWEEN_LOOKS)

    async def _watch(self, lane: Lane, is_over: Callable[[], bool]) -> None:
        """Look at the stage and the queue, at least once, until it is over."""
        while True:
            over = is_over()
            queued, slots = await self._beat()
            lane.samples.append(Sample(lane.now, queued, slots))
            if over:
                return
            await asyncio.sleep(SECONDS_BETWEEN_BEATS)

    async def _beat(self) -> tuple[int, tuple[str, ...]]:
        order = await self._watcher.beat(self.recording)
        if order.lost:
            raise Lost
        if order.stop:
            raise Stopped
        self._phones = order.phones
        return await self._watcher.look()


@asynccontextmanager
async def _beside(bystander: Coroutine[None, None, None], lane: Lane) -> AsyncIterator[None]:
    """The bystander looks until the lane is closed; the looks that are on then may end, within bounds."""
    looking = asyncio.create_task(bystander)
    try:
        yield
        lane.closed = True
        await asyncio.wait([looking], timeout=SECONDS_FOR_LAST_LOOKS)
    finally:
        looking.cancel()
        with suppress(asyncio.CancelledError):
            await looking
