"""What a public site adds where its proxy speaks HTTPS: asked of a process with its settings."""

from pathlib import Path
from typing import Any

import pytest

from tests.lending import lend
from tests.other_settings import told_by_a_site

PUBLIC = {"PUBLIC_HOST": "learn.example", "SECRET_KEY": "long and of no use to anybody"}
YEAR = 60 * 60 * 24 * 365  # seconds
ASK = """
plain = Client(headers={"host": "learn.example"})
behind_proxy = Client(headers={"host": "learn.example", "x-forwarded-proto": "https"})
replies = {
    "plain": plain.get("/account/login/?next=/learn/"),
    "health": plain.get("/healthz"),
    "form": behind_proxy.get("/account/login/"),
    "reading": behind_proxy.post("/learn/why-background-tasks-matter/read/"),
}
kept = ("secure", "httponly", "samesite")
told = {
    name: {
        "status": reply.status_code,
        "headers": dict(reply.headers),
        "cookies": {name: [cookie[part] for part in kept] for name, cookie in reply.cookies.items()},
    }
    for name, reply in replies.items()
}
"""


def replies(folder: Path, **environment: str) -> dict[str, Any]:
    """Status, headers and cookies of plain requests, and of such as the proxy marks as HTTPS.

    Of a cookie: whether it is for HTTPS only, whether it is kept from scripts, and its SameSite.
    """
    lend(folder)
    return told_by_a_site(ASK, folder, **PUBLIC, **environment)


@pytest.mark.parametrize(
    ("subdomains", "hsts"),
    [("0", f"max-age={YEAR}"), ("1", f"max-age={YEAR}; includeSubDomains; preload")],
)
def test_plain_requests_are_led_to_https_and_no_cookie_goes_without_it(
    tmp_path: Path, subdomains: str, hsts: str
) -> None:
    told = replies(tmp_path, HSTS_SUBDOMAINS=subdomains)
    assert told["plain"]["status"] == 301
    assert told["plain"]["headers"]["Location"] == "https://learn.example/account/login/?next=/learn/"
    assert "Strict-Transport-Security" not in told["plain"]["headers"]  # a browser would not believe it
    assert told["plain"]["cookies"] == {}
    assert told["health"]["status"] == 200  # whoever looks after the server asks it without the proxy

    assert told["form"]["status"] == 200
    assert told["form"]["headers"]["Strict-Transport-Security"] == hsts
    assert told["form"]["cookies"]["csrftoken"] == [True, "", "Lax"]  # no secret from the page's own scripts
    assert told["reading"]["cookies"]["sessionid"] == [True, True, "Lax"]
