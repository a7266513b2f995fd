"""A mail server that is down, silent, slow, busy, refuses, or dies before it says that it has the letter."""

import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from benchmarks.torture.finding import Finding
from benchmarks.visitor import Visitor
from tests.demos.bad_mail_server import BadServer, Manner, bad_mail_server
from tests.site import running_site

SIGN_UP, ACCOUNT = "/account/signup/", "/account/"
PASSWORD = "a-curtain-and-a-rope"  # noqa: S105  of people who are there for a minute
SECONDS_TO_SAY_SO = 30  # a try is taken to have failed after 15
SECONDS_TO_RECOVER = 100  # the housekeeping tries a welcome again after a minute
MANNERS = (Manner.DYING, Manner.BUSY, Manner.SILENT, Manner.DRIPPING, Manner.REFUSING)


def ordeal(folder: Path, *, small: bool = False) -> Iterator[Finding]:
    """A sign-up for each manner; its letter must come once the server is well. Small: dying and refusing."""
    manners = (Manner.DYING, Manner.REFUSING) if small else MANNERS
    with bad_mail_server(Manner.GOOD) as server:
        url = f"smtp://127.0.0.1:{server.port}"
        with running_site(folder / "var", EMAIL_URL=url) as site:
            for manner in manners:
                with Visitor(site.url) as visitor:
                    yield _sign_up(visitor, server, manner)


def _sign_up(visitor: Visitor, server: BadServer, manner: Manner) -> Finding:
    server.ids.clear()
    server.manner, server.tries = manner, 0
    began = time.monotonic()
    visitor.get(SIGN_UP)
    visitor.post(SIGN_UP, {"email": f"{manner}@example.com", "password1": PASSWORD})
    waited = time.monotonic() - began
    said = _said(visitor, "Not delivered", SECONDS_TO_SAY_SO)
    tries = server.tries
    server.manner = Manner.GOOD
    visitor.post("/account/welcome/", {})
    delivered = _said(visitor, "A worker sent your welcome email", SECONDS_TO_RECOVER)
    ids = Counter(server.ids)
    said_so = "said" if said else "did NOT say"
    then = "delivered" if delivered else "NOT delivered"
    return Finding(
        fault=f"mail server {manner}",
        done="a sign-up; once the page says it, the server is well again, and 'Send it again' is pressed",
        seen=f"sign-up {waited:.1f} s; tries {tries}; the page {said_so} that nothing was delivered; "
        f"then {then}: letters {ids.total()}, Message-IDs {len(ids)}",
        lost=int(not delivered),
        twice=max(0, len(ids) - 1),
        held=said,
    )


def _said(visitor: Visitor, words: str, seconds: float) -> bool:
    limit = time.monotonic() + seconds
    while time.monotonic() < limit:
        if words in visitor.get(ACCOUNT).text:
            return True
        time.sleep(0.2)
    return False
