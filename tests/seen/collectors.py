"""Small real collectors on loopback, which keep what a site sends them: traces, and reports of errors."""

import gzip
import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import brotli  # type: ignore[import-untyped]

UNPACKED: dict[str, Callable[[bytes], bytes]] = {"": bytes, "gzip": gzip.decompress, "br": brotli.decompress}


@dataclass
class Collector:
    """`url` has no slash at its end; `bodies` are what was POSTed, by its path, unpacked."""

    url: str = ""
    bodies: list[tuple[str, bytes]] = field(default_factory=list)

    def events(self) -> list[dict[str, Any]]:
        """The errors that Sentry's client has reported: of each envelope what is called an event."""
        found = []
        for _, body in self.bodies:
            lines = body.split(b"\n")
            for header, content in zip(lines[1::2], lines[2::2], strict=False):
                if json.loads(header or b"{}").get("type") == "event":
                    found.append(json.loads(content))
        return found


@contextmanager
def collecting() -> Iterator[Collector]:
    collector = Collector()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            unpacked = UNPACKED[self.headers.get("Content-Encoding", "")](body)
            collector.bodies.append((self.path, unpacked))
            self.send_response(200)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Nothing on the tests' terminal."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    collector.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield collector
    finally:
        server.shutdown()
        thread.join(10)
        server.server_close()
