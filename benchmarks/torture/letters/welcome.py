"""The welcome email of a sign-up, while the mail server behaves badly; then it is well."""

import time
from collections import Counter

from benchmarks.torture.finding import Finding
from benchmarks.visitor import Visitor
from tests.demos.bad_mail_server import Manner, bad_mail_server

SIGN_UP, ACCOUNT = "/account/signup/", "/account/"
PASSWORD = "a-curtain-and-a-rope"  # noqa: S105  of people who are there for a minute
SECONDS_TO_SAY_SO = 30  # a try is taken to have failed after 15
SECONDS_TO_RECOVER = 100  # the housekeeping tries a welcome again after a minute


def sign_up(visitor: Visitor, port: int, manner: Manner) -> Finding:
    """The letter must come once the server at `port` is well, and somebody asks for it."""
    with bad_mail_server(manner, port) as bad:
        began = time.monotonic()
        visitor.get(SIGN_UP)
        visitor.post(SIGN_UP, {"email": f"{manner}@example.com", "password1": PASSWORD})
        waited = time.monotonic() - began
        said = _said(visitor, "Not delivered", SECONDS_TO_SAY_SO)
    with bad_mail_server(Manner.GOOD, port) as good:
        visitor.post("/account/welcome/", {})
        delivered = _said(visitor, "A worker sent your welcome email", SECONDS_TO_RECOVER)
    ids = Counter([*bad.ids, *good.ids])
    tries = "nobody there to count tries" if manner == Manner.DOWN else f"tries {bad.tries}"
    said_so = "said" if said else "did NOT say"
    then = "delivered" if delivered else "NOT delivered"
    return Finding(
        fault=f"mail server {manner}",
        done="a sign-up; once the page says it, the server is well again, and 'Send it again' is pressed",
        seen=f"sign-up {waited:.1f} s; {tries}; the page {said_so} that nothing was delivered; "
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
