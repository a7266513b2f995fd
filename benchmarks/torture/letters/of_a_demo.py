"""A demo's letter: tried again at growing pauses, then given up in words; sent when somebody asks for it."""

from collections.abc import Sequence
from itertools import pairwise
from uuid import UUID

from benchmarks.torture.finding import Finding
from benchmarks.torture.people import SIGNUP, Person
from benchmarks.torture.restarting.parts import Parts
from benchmarks.visitor import Visitor
from demos.mail import NOT_NOW, UNREACHABLE
from demos.models import Run, Span
from demos.signup.tasks import send_welcome
from demos.signup.work import SEND
from tests.demos.bad_mail_server import Manner, bad_mail_server
from tests.demos.waiting import wait_until

WORDS = {Manner.BUSY: NOT_NOW, Manner.DOWN: UNREACHABLE}
BUTTON = "Send it again"
CLICKS = 2  # of which one counts
TRIES = send_welcome.max_retries + 1
SECONDS_TO_GIVE_UP, SECONDS_TO_DELIVER = 60, 40


def sign_up_in_demo(visitor: Visitor, parts: Parts, manner: Manner) -> Finding:
    """The mail sink of `parts` is not running, and will be as long as the letter is sent again."""
    visitor.get("/demos/signup/")
    with bad_mail_server(manner, parts.mail_port):
        run = Person(visitor).begin(SIGNUP)
        _wait_until_settled(run, SECONDS_TO_GIVE_UP)
    pauses = _pauses(run)
    page = visitor.raw(f"/demos/runs/{run}/", {"Accept": "text/html"}).text
    said = Run.objects.get(pk=run).failure == WORDS[manner] and WORDS[manner] in page and BUTTON in page
    _send_again(visitor, parts, run)
    status, letters = Run.objects.get(pk=run).status, Run.objects.get(pk=run).letters.count()
    between = ", ".join(f"{pause:.1f}" for pause in pauses)
    return Finding(
        fault=f"mail server {manner}, a demo's letter",
        done="a sign-up of the demos; once its letter is given up, the mail sink is there, and "
        f"'{BUTTON}' is pressed {CLICKS} times",
        seen=f"tries {len(pauses) + 1}, with {between} s between them; the page "
        f'{"said" if said else "did NOT say"} "{WORDS[manner]}", with the button; then {status}: '
        f"letters {letters}",
        lost=int(status != Run.Status.DONE or not letters),
        twice=max(0, letters - 1),
        held=said and len(pauses) + 1 == TRIES and _grow(pauses),
    )


def _send_again(visitor: Visitor, parts: Parts, run: UUID) -> None:
    """With a mail sink that takes it. A sink that is still starting is tried again."""
    parts.start("mail-sink")
    for _ in range(CLICKS):
        visitor.post(f"/demos/runs/{run}/send-again/", {})
    _wait_until_settled(run, SECONDS_TO_DELIVER)
    parts.stop("mail-sink")


def _wait_until_settled(run: UUID, seconds: float) -> None:
    wait_until(lambda: Run.objects.get(pk=run).settled, seconds)


def _pauses(run: UUID) -> list[float]:
    """Seconds from the end of each try to the next one, as the run has them."""
    tries = Span.objects.filter(run=run, name=SEND).values_list("started_at", "ended_at")
    return [(begun - ended).total_seconds() for (_, ended), (begun, _) in pairwise(tries) if ended]


def _grow(pauses: Sequence[float]) -> bool:
    return all(longer > pause for pause, longer in pairwise(pauses))
