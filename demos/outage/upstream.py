"""Where the valve's pipe leads: the real broker."""

import asyncio
from urllib.parse import unquote, urlsplit

SECONDS_TO_CONNECT = 2
REDIS_PORT = 6379


class Upstream:
    """The Redis of a REDIS_URL: `unix://`, `redis://`, or `rediss://` if this host trusts its certificate."""

    def __init__(self, url: str) -> None:
        self._url = urlsplit(url)

    async def connect(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        """A new connection. OSError or TimeoutError where there is none."""
        async with asyncio.timeout(SECONDS_TO_CONNECT):
            if self._url.scheme == "unix":
                return await asyncio.open_unix_connection(unquote(self._url.path))
            tls = True if self._url.scheme == "rediss" else None
            return await asyncio.open_connection(self._url.hostname, self._url.port or REDIS_PORT, ssl=tls)
