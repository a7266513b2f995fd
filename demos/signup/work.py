"""What a sign-up does: keep the user, and see to the welcome email, in one of four ways."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Exists, F, OuterRef
from django.utils import timezone

from demos import mail, runs
from demos.mail import MailFailure
from demos.models import Letter, Run, Span
from demos.signup.dials import DOWN, DOWN_MS, Dials
from demos.signup.letter import welcome, words_for
from demos.signup.models import StoredEmail
from demos.signup.ways import BACKGROUND, IN_THE_VIEW, SLEEP, Way, way_of
from demos.spans import WEB, span

SCENARIO = "signup"
SEND, NO_SERVER = "send email", "send email: no server"  # the names of the spans
STORE, SEND_BY_HAND, SLEEPING = "store the email", "send by hand", "sleep"


def sign_up(*, visitor: UUID, way: Way, arrived: datetime, dials: Dials) -> Run:
    """Keep the user: a run, which is all that this site wants to know of anybody."""
    return runs.start_run(
        visitor=visitor,
        scenario=SCENARIO,
        lane=way.lane,
        arrived=arrived,
        settings={
            "way": way.id,
            "name": dials.name,
            "mail_delay_ms": dials.mail_delay_ms,
            "mail_server": dials.mail_server,
        },
    )


def send_welcome(run: Run) -> None:
    """Send the run's letter, unless it has arrived before. Raises MailFailure."""
    if not run.letters.exists():
        _send(run, SEND, words_for(run))
    finish(run.pk)


def store_email(run: Run) -> None:
    """Write the email down, and leave it at that."""
    with span(run.pk, STORE):
        StoredEmail.objects.create(run=run, body=words_for(run), stored_at=timezone.now())


def send_by_hand(email: StoredEmail) -> None:
    """Somebody has thought of it. If it fails, that is written down, and nobody tries again."""
    StoredEmail.objects.filter(pk=email.pk).update(tries=F("tries") + 1, failure="")
    try:
        _send(email.run, SEND_BY_HAND, email.body)
    except MailFailure as failure:
        StoredEmail.objects.filter(pk=email.pk).update(failure=str(failure))


def note_sleep(run: Run) -> None:
    """The view has slept since its last step, and says so only now: nothing else stands in its source."""
    last = run.spans.latest("ended_at")
    Span.objects.create(
        run=run, name=SLEEPING, place=WEB, started_at=last.ended_at or run.started_at, ended_at=timezone.now()
    )


def finish(run_id: UUID) -> None:
    """Mark the run done, if its letter has arrived: what the two ways that send it are there for."""
    arrived = Exists(Letter.objects.filter(run=OuterRef("pk")))
    ours = Run.objects.filter(pk=run_id, settings__way__in=[IN_THE_VIEW.id, BACKGROUND.id])
    ours.filter(arrived, status__in=runs.UNFINISHED).update(status=Run.Status.DONE)


def finish_unsent(run: Run) -> None:
    """The view has done all that it ever will: the run is over, whatever became of the email."""
    if way_of(run) is SLEEP:
        note_sleep(run)
    runs.finish_run(run.pk)


def is_down(run: Run, now: datetime) -> bool:
    """Whether the mail server is said to be down for this run (a simulation: the real one takes letters)."""
    back = run.started_at + timedelta(milliseconds=DOWN_MS)
    return bool(run.settings.get("mail_server") == DOWN and now < back)


def _send(run: Run, name: str, words: str) -> None:
    if is_down(run, timezone.now()):
        with span(run.pk, NO_SERVER, Span.Kind.NETWORK):
            raise MailFailure("The mail server cannot be reached.")
    with span(run.pk, name, Span.Kind.NETWORK, simulated_ms=run.mail_delay_ms):
        mail.send(welcome(run, words))
