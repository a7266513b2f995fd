"""A valve in the pipe to the broker. It can refuse or freeze it for a while, and opens again by itself.

`python -m demos.outage.valve` pumps bytes between the unix socket VALVE_SOCKET and the Redis at REDIS_URL. At
the unix socket VALVE_CONTROL it takes orders, one line each: `refuse 15`, `freeze 20`, `open` or `state`; it
answers with the state and the seconds until it opens. It knows nothing of Django, and so costs little.
"""

import asyncio
import math
import os
import signal
import socket
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from demos.outage.pipes import Pipes
from demos.outage.upstream import Upstream

LONGEST_OUTAGE = 20.0
SECONDS_TO_SAY = 2
LONGEST_ORDER = 100
USAGE = "error: say refuse SECONDS, freeze SECONDS, open or state"


class State(StrEnum):
    """What it does with those who connect: pump, turn them away, or keep them waiting."""

    OPEN = "open"
    REFUSING = "refusing"
    FROZEN = "frozen"


OUTAGES = {"refuse": State.REFUSING, "freeze": State.FROZEN}


@dataclass(frozen=True)
class Order:
    """To be in that state for so many seconds. Open has no end."""

    state: State = State.OPEN
    seconds: float | None = None


def read_order(line: str) -> Order | None:
    """What the line asks for; None if it only asks for the state. ValueError where it makes no sense."""
    match line.split():
        case ["state"]:
            return None
        case ["open"]:
            return Order()
        case [verb, seconds] if verb in OUTAGES and math.isfinite(float(seconds)) and float(seconds) > 0:
            return Order(OUTAGES[verb], min(float(seconds), LONGEST_OUTAGE))
    raise ValueError(line)


class Valve:
    """One order holds at a time: `operate` carries them out, one after another, and ends each outage."""

    def __init__(self, path: Path, upstream: Upstream) -> None:
        self._path = path
        self._pipes = Pipes(upstream)
        self._server: asyncio.Server | None = None
        self._orders: asyncio.Queue[tuple[Order, asyncio.Event]] = asyncio.Queue()
        self._now = Order()
        self._ends_at = math.inf

    def __str__(self) -> str:
        left = 0.0 if self._now.seconds is None else max(0.0, self._ends_at - _clock())
        return f"{self._now.state} {left:.1f}"

    async def obey(self, order: Order) -> None:
        """Return when it is carried out."""
        carried_out = asyncio.Event()
        self._orders.put_nowait((order, carried_out))
        await carried_out.wait()

    async def operate(self) -> None:
        """Carry out orders until cancelled; nobody is connected any more then."""
        try:
            await self._carry_out(Order())
            while True:
                order, carried_out = await self._next_order()
                await self._carry_out(order)
                carried_out.set()
        finally:
            await self._turn_away()

    async def _next_order(self) -> tuple[Order, asyncio.Event]:
        with suppress(TimeoutError):
            async with asyncio.timeout_at(None if self._now.seconds is None else self._ends_at):
                return await self._orders.get()
        return Order(), asyncio.Event()

    async def _carry_out(self, order: Order) -> None:
        self._now = order
        self._ends_at = _clock() + (order.seconds or math.inf)
        if order.state is State.REFUSING:
            await self._turn_away()
        elif self._server is None:
            self._server = await asyncio.start_server(self._pipes.serve, sock=_listening_at(self._path))
        if order.state is State.FROZEN:
            self._pipes.freeze()
        else:
            self._pipes.thaw()

    async def _turn_away(self) -> None:
        """Its file stays without a listener, so that whoever connects is refused."""
        if self._server is not None:
            self._server.close()
            self._server = None
        await self._pipes.drop_all()


async def _answer(valve: Valve, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with suppress(OSError):
        try:
            async with asyncio.timeout(SECONDS_TO_SAY):
                order = read_order((await reader.readline()).decode("ascii"))
            if order is not None:
                await valve.obey(order)
            says = str(valve)
        except (TimeoutError, ValueError):
            says = USAGE
        writer.write(f"{says}\n".encode())
        await writer.drain()
    writer.close()


def _listening_at(path: Path) -> socket.socket:
    """A socket that already listens when it appears at `path`, instead of one that an earlier run left."""
    fresh = path.with_suffix(".new")
    fresh.unlink(missing_ok=True)
    listener = socket.socket(socket.AF_UNIX)
    listener.bind(str(fresh))
    listener.listen()
    fresh.replace(path)
    return listener


def _clock() -> float:
    return asyncio.get_running_loop().time()


async def serve(path: Path, control: Path, upstream: Upstream) -> None:
    """Pump, and take orders, until SIGTERM or SIGINT; no socket is left then."""
    stop, valve = asyncio.Event(), Valve(path, upstream)
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    with ExitStack() as files:
        files.callback(path.unlink, missing_ok=True)
        files.callback(control.unlink, missing_ok=True)
        operator = asyncio.create_task(valve.operate())
        operator.add_done_callback(lambda _: stop.set())
        orders = await asyncio.start_server(
            lambda reader, writer: _answer(valve, reader, writer),
            sock=_listening_at(control),
            limit=LONGEST_ORDER,
        )
        await stop.wait()
        orders.close()
        operator.cancel()
        with suppress(asyncio.CancelledError):
            await operator


if __name__ == "__main__":
    os.umask(0o077)
    asyncio.run(
        serve(
            Path(os.environ["VALVE_SOCKET"]),
            Path(os.environ["VALVE_CONTROL"]),
            Upstream(os.environ["REDIS_URL"]),
        )
    )
