"""What nobody's browser sends, sent to the application itself: an answer, and never a traceback."""

from io import BytesIO
from unittest.mock import Mock
from wsgiref.util import setup_testing_defaults

import pytest
from pytest_django import Settings

from config.wsgi import application

pytestmark = pytest.mark.django_db


def reply_to(path: str, **environ: str) -> tuple[str, dict[str, str]]:
    """Status line and headers of a reply to a request with these entries of a WSGI environment."""
    return reply_with(b"a=%ff", PATH_INFO=path, **environ)


def reply_with(content: bytes, /, **environ: str) -> tuple[str, dict[str, str]]:
    """Likewise, to a request with this body."""
    request: dict[str, object] = {"wsgi.input": BytesIO(content), "CONTENT_LENGTH": str(len(content))}
    request |= {"HTTP_HOST": "localhost", **environ}
    setup_testing_defaults(request)
    start_response = Mock()
    list(application(request, start_response))
    status, headers = start_response.call_args.args[:2]
    return status, dict(headers)


def status_of(path: str, **environ: str) -> str:
    return reply_to(path, **environ)[0]


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


@pytest.mark.parametrize("header", ["CONTENT_TYPE", "HTTP_ACCEPT"])
@pytest.mark.parametrize("odd", ["a*; a*0=b", "a*0=b", "a*0*=b", "a* ; b=c", "a*"])
def test_parameters_in_parts(header: str, odd: str) -> None:
    given = {header: f"multipart/form-data; boundary=x; {odd}"}
    assert status_of("/healthz", **given) == "400 Bad Request"


@pytest.mark.parametrize("accept", ["*/*", "text/*;q=0.3, */*;q=0.1", "image/webp,*/*"])
def test_wildcards_are_no_parameters(accept: str) -> None:
    assert status_of("/healthz", HTTP_ACCEPT=accept) == "200 OK"


@pytest.mark.parametrize("name", ["name*=utf-8''a; name*0=b", "name*0=b; name*"])
def test_a_part_of_a_form_with_an_odd_header(name: str) -> None:
    body = f"--x\r\nContent-Disposition: form-data; {name}\r\n\r\n1\r\n--x--\r\n".encode()
    status, _ = reply_with(
        body,
        PATH_INFO="/account/login/",
        REQUEST_METHOD="POST",
        CONTENT_TYPE="multipart/form-data; boundary=x",
        HTTP_COOKIE=f"csrftoken={'a' * 32}",
    )
    assert status == "400 Bad Request"


def test_an_upload_that_does_not_say_how_long_it_is() -> None:
    status = status_of(
        "/demos/upload/background/",
        REQUEST_METHOD="POST",
        HTTP_TRANSFER_ENCODING="chunked",
        CONTENT_LENGTH="",
        CONTENT_TYPE="multipart/form-data; boundary=b",
    )
    assert status == "411 Length Required"


@pytest.mark.parametrize("query", ["status__exact=%00", "a=b&c=d%00e", "\0"])
def test_nul_in_a_query(query: str) -> None:
    assert status_of("/admin/demos/run/", QUERY_STRING=query) == "400 Bad Request"


def test_nul_in_a_path() -> None:
    assert status_of("/demos/join/\0/") == "400 Bad Request"


def test_the_refusal_says_what_the_sites_own_replies_say(settings: Settings) -> None:
    settings.SECURE_HSTS_SECONDS = 3600
    _, headers = reply_to("/healthz", QUERY_STRING="%00")
    assert headers["Strict-Transport-Security"] == "max-age=3600"
    assert headers["Permissions-Policy"] == settings.PERMISSIONS_POLICY
    settings.SECURE_HSTS_SECONDS = 0
    assert "Strict-Transport-Security" not in reply_to("/healthz", QUERY_STRING="%00")[1]


def test_the_names_below_are_named_only_where_that_is_wished(settings: Settings) -> None:
    settings.SECURE_HSTS_SECONDS = 3600
    settings.SECURE_HSTS_INCLUDE_SUBDOMAINS = settings.SECURE_HSTS_PRELOAD = True
    _, headers = reply_to("/healthz", QUERY_STRING="%00")
    assert headers["Strict-Transport-Security"] == "max-age=3600; includeSubDomains; preload"


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
