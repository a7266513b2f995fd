"""Requests that break off in the middle."""

import io
from typing import cast
from wsgiref.types import StartResponse, WSGIEnvironment

import pytest
from django.core.handlers.wsgi import WSGIRequest
from django.http import UnreadablePostError
from django.test import RequestFactory
from django.test.client import MULTIPART_CONTENT

from config.whole_bodies import BrokenOff, WholeBody, insisting_on_whole_bodies

FORM = b"text=The+worker+does+the+work%2C+and+not+the+web+server"
HALF = FORM[:20]
URLENCODED = "application/x-www-form-urlencoded"


def request_with(body: bytes, length: int, content_type: str = URLENCODED) -> WSGIRequest:
    """What Django makes of a form of `length` bytes, of which these have come."""
    environ = RequestFactory().generic("POST", "/").environ
    environ |= {"CONTENT_TYPE": content_type, "CONTENT_LENGTH": str(length), "wsgi.input": io.BytesIO(body)}
    requests: list[WSGIRequest] = []

    def application(environ: WSGIEnvironment, start_response: StartResponse) -> list[bytes]:
        requests.append(WSGIRequest(environ))
        return []

    insisting_on_whole_bodies(application)(environ, cast("StartResponse", None))
    return requests[0]


class TestDjangosForms:
    def test_a_whole_one_is_read(self) -> None:
        assert request_with(FORM, len(FORM)).POST["text"].endswith("not the web server")

    def test_half_a_one_is_refused(self) -> None:
        with pytest.raises(UnreadablePostError):
            request_with(HALF, len(FORM)).POST  # noqa: B018  reads it

    def test_so_is_half_an_upload(self) -> None:
        whole = RequestFactory().post("/", {"photo": io.BytesIO(bytes(5000)), "name": "x"}).body
        request = request_with(whole[:3000], len(whole), MULTIPART_CONTENT)
        with pytest.raises(UnreadablePostError):
            request.FILES  # noqa: B018  reads it


class TestWholeBody:
    def test_reads_as_a_file_does_and_never_beyond_its_length(self) -> None:
        body = WholeBody(io.BytesIO(b"one\ntwo\nthree and the next request"), len(b"one\ntwo\nthree"))
        assert body.readline() == b"one\n"
        assert body.read(2) == b"tw"
        assert body.readlines() == [b"o\n", b"three"]
        assert (body.read(), body.readline()) == (b"", b"")

    def test_what_is_missing_is_noticed_line_by_line(self) -> None:
        body = WholeBody(io.BytesIO(b"one\ntw"), 9)
        assert body.readline() == b"one\n"
        with pytest.raises(BrokenOff):
            body.readline()
