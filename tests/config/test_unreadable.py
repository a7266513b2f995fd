"""What nobody's browser sends, sent to the application itself: an answer, and never a traceback."""

from io import BytesIO
from unittest.mock import Mock
from wsgiref.util import setup_testing_defaults

import pytest

from config.wsgi import application

pytestmark = pytest.mark.django_db


def status_of(path: str, **environ: str) -> str:
    """The status line of a reply to a request with these entries of a WSGI environment."""
    request: dict[str, object] = {"PATH_INFO": path, "wsgi.input": BytesIO(b"a=%ff"), "CONTENT_LENGTH": "5"}
    request |= {"HTTP_HOST": "localhost", **environ}
    setup_testing_defaults(request)
    start_response = Mock()
    list(application(request, start_response))
    status: str = start_response.call_args.args[0]
    return status


FORM = "application/x-www-form-urlencoded"


@pytest.mark.parametrize("charset", ["hex", "rot13", "utf-16", '"idna"', "utf-8-sig", "unicode_escape"])
@pytest.mark.parametrize("name", ["charset=", "charset =", "CHARSET=", "charset=utf-8; charset="])
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_another_charset_than_utf_8(method: str, name: str, charset: str) -> None:
    content_type = f"{FORM}; {name}{charset}"
    status = status_of("/explain/", REQUEST_METHOD=method, QUERY_STRING="a=%ff", CONTENT_TYPE=content_type)
    assert status == "415 Unsupported Media Type"


@pytest.mark.parametrize("header", ["CONTENT_TYPE", "HTTP_ACCEPT"])
def test_parameters_in_a_charset_of_their_own(header: str) -> None:
    assert status_of("/healthz", **{header: "text/plain; x*=idna''%ff"}) == "400 Bad Request"


def test_an_upload_that_does_not_say_how_long_it_is() -> None:
    status = status_of(
        "/demos/upload/background/",
        REQUEST_METHOD="POST",
        HTTP_TRANSFER_ENCODING="chunked",
        CONTENT_LENGTH="",
        CONTENT_TYPE="multipart/form-data; boundary=b",
    )
    assert status == "411 Length Required"


@pytest.mark.parametrize(
    "content_type",
    [
        "",
        "text/plain",
        FORM,
        f"{FORM}; charset=UTF-8",
        f'{FORM}; charset="utf8"',
        f"{FORM};charset=utf-8;x=y",
    ],
)
def test_whatever_a_browser_says_passes(content_type: str) -> None:
    accept = "text/html,application/xhtml+xml;q=0.9,image/avif,*/*;q=0.8"
    assert status_of("/healthz", CONTENT_TYPE=content_type, HTTP_ACCEPT=accept) == "200 OK"
