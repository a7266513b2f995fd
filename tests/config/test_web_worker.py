"""Clients that keep the web server waiting, beside one that does not."""

import http.client
import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack
from urllib.parse import urlsplit

import httpx
import pytest

from tests.config.small_server import FORM, answer, serving
from tests.site import Site

SECONDS = 30
AT_ONCE = 1
THREADS, MORE_THAN_THREADS = 8, 20
PATIENCE = 10
HALF = b"POST /demos/upload/blocking/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\nhalf of it"
CLOSING = b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
UNREAD = 3_000_000

pytestmark = pytest.mark.tree


@pytest.fixture
def others(site: Site) -> Iterator[list[socket.socket]]:
    """Connections to the site, more than it has threads."""
    address = (urlsplit(site.url).hostname, urlsplit(site.url).port)
    with ExitStack() as stack:
        yield [
            stack.enter_context(socket.create_connection(address, timeout=SECONDS))
            for _ in range(MORE_THAN_THREADS)
        ]


def seconds_for_a_page(site: Site, timeout: float = 5) -> float:
    began = time.monotonic()
    assert httpx.get(f"{site.url}/healthz", timeout=timeout).is_success
    return time.monotonic() - began


class TestPatientWorker:
    def test_who_connects_and_says_nothing_delays_nobody(
        self, site: Site, others: list[socket.socket]
    ) -> None:
        assert seconds_for_a_page(site) < AT_ONCE
        others[0].sendall(CLOSING)
        assert others[0].recv(100).startswith(b"HTTP/1.1 200")
        assert others[1].recv(100) == b""  # its time is over

    def test_who_does_not_hang_up_delays_nobody(self, site: Site, others: list[socket.socket]) -> None:
        for other in others:
            other.sendall(CLOSING)
        for other in others:
            assert other.recv(100).startswith(b"HTTP/1.1 200")
        assert seconds_for_a_page(site) < AT_ONCE

    def test_who_stops_in_the_middle_of_a_request_is_given_up(self, site: Site) -> None:
        address = (urlsplit(site.url).hostname, urlsplit(site.url).port)
        with ExitStack() as stack:
            for _ in range(THREADS):
                stack.enter_context(socket.create_connection(address)).sendall(HALF)
            assert seconds_for_a_page(site, SECONDS) < PATIENCE + AT_ONCE

    def test_who_sends_a_byte_now_and_then_is_given_up(self) -> None:
        with serving("tests.config.stopping_app.HastyWorker") as server:
            trickler = server.connect(FORM)
            assert answer(trickler)[1] == b"5"  # its time is over: those five are all that will be read

    def test_an_answer_that_comes_before_the_upload_was_read_arrives_whole(
        self, site: Site, others: list[socket.socket]
    ) -> None:
        uploader = others[0]
        uploader.sendall(b"PUT /learn/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n")
        uploader.sendall(b"Content-Length: %d\r\n\r\n" % UNREAD + bytes(UNREAD))
        answer = http.client.HTTPResponse(uploader)
        answer.begin()
        assert 400 <= answer.status < 500  # it is refused unread
        assert len(answer.read()) == int(answer.headers["Content-Length"])
