import pytest

from config.email_urls import email_settings


@pytest.mark.parametrize(
    ("url", "host", "port", "tls", "ssl"),
    [
        ("smtp://127.0.0.1:8025", "127.0.0.1", 8025, False, False),
        ("smtp://mail.example.org", "mail.example.org", 25, False, False),
        ("smtp+tls://mail.example.org", "mail.example.org", 587, True, False),
        ("smtps://mail.example.org", "mail.example.org", 465, False, True),
    ],
)
def test_where_the_mail_server_is(url: str, host: str, port: int, tls: bool, ssl: bool) -> None:
    found = email_settings(url)
    assert (found["EMAIL_HOST"], found["EMAIL_PORT"]) == (host, port)
    assert (found["EMAIL_USE_TLS"], found["EMAIL_USE_SSL"]) == (tls, ssl)


def test_who_we_are_there() -> None:
    found = email_settings("smtp+tls://site%40example.org:p%2Fw@mail.example.org")
    assert (found["EMAIL_HOST_USER"], found["EMAIL_HOST_PASSWORD"]) == ("site@example.org", "p/w")
