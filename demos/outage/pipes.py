"""Connections through the valve: bytes pumped both ways, held back while it is frozen."""

import asyncio

from demos.outage.upstream import Upstream

MOST = 256  # connections at a time; each holds some hundred kilobytes at the most
CHUNK = 64 * 1024


class Pipes:
    """Everybody who is connected now."""

    def __init__(self, upstream: Upstream) -> None:
        self._upstream = upstream
        self._tasks: set[asyncio.Task[object]] = set()
        self._flowing = asyncio.Event()

    def freeze(self) -> None:
        """Nothing passes any more; what comes is held back."""
        self._flowing.clear()

    def thaw(self) -> None:
        """What was held back passes on, even if nobody waits for the answer by now."""
        self._flowing.set()

    async def drop_all(self) -> None:
        """End every connection at once, with what is held back in it."""
        dropped = set(self._tasks)
        for task in dropped:
            task.cancel()
        if dropped:
            await asyncio.wait(dropped)

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One who has connected, until either side hangs up."""
        task = asyncio.current_task()
        assert task is not None  # noqa: S101  this coroutine is always run as one
        self._tasks.add(task)
        try:
            if len(self._tasks) <= MOST:
                await self._connect(reader, writer)
        except (asyncio.CancelledError, OSError, TimeoutError):
            pass  # dropped, or the broker is away: whoever has connected sees that it ends
        finally:
            self._tasks.discard(task)
            writer.transport.abort()

    async def _connect(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await self._flowing.wait()
        from_broker, to_broker = await self._upstream.connect()
        pumps = [
            asyncio.create_task(self._pump(reader, to_broker)),
            asyncio.create_task(self._pump(from_broker, writer)),
        ]
        try:
            await asyncio.gather(*pumps)
        finally:
            for pump in pumps:
                pump.cancel()
            to_broker.transport.abort()

    async def _pump(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.transport.set_write_buffer_limits(0)  # so that nothing is left in it when the pump ends
        while data := await reader.read(CHUNK):
            await self._flowing.wait()
            writer.write(data)
            await writer.drain()
        await self._flowing.wait()
        if writer.can_write_eof():
            writer.write_eof()
        else:
            writer.close()
