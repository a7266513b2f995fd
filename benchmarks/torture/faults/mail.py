"""A mail server that is down, silent, slow, busy, refuses, or dies before it says that it has the letter."""

from collections.abc import Iterator
from pathlib import Path

from benchmarks.torture.finding import Finding
from benchmarks.torture.letters.of_a_demo import sign_up_in_demo
from benchmarks.torture.letters.welcome import sign_up
from benchmarks.torture.restarting.parts import running_parts
from benchmarks.visitor import Visitor
from tests.demos.bad_mail_server import Manner

MANNERS = (Manner.DOWN, Manner.DYING, Manner.BUSY, Manner.SILENT, Manner.DRIPPING, Manner.REFUSING)


def ordeal(folder: Path, *, small: bool = False) -> Iterator[Finding]:
    """A sign-up for each manner, whose letter must come once the server is well; then a demo's letter, which
    is tried again meanwhile. Small: dying and refusing; the demo's at a busy server.
    """
    manners = (Manner.DYING, Manner.REFUSING) if small else MANNERS
    with running_parts(folder / "var") as parts:
        parts.stop("mail-sink")
        for manner in manners:
            with Visitor(parts.url) as visitor:
                yield sign_up(visitor, parts.mail_port, manner)
        for manner in (Manner.BUSY,) if small else (Manner.BUSY, Manner.DOWN):
            with Visitor(parts.url) as visitor:
                yield sign_up_in_demo(visitor, parts, manner)
