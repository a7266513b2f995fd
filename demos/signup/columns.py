"""One way and what became of the sign-up that went it: what a person needs to judge it by."""

from dataclasses import dataclass

from django.urls import reverse

from demos.courses import Course, since
from demos.durations import Duration
from demos.models import Letter
from demos.signup.dials import DOWN
from demos.signup.models import StoredEmail
from demos.signup.ways import BACKGROUND, BY_HAND, IN_THE_VIEW, Way
from demos.signup.work import NO_SERVER, SEND, SLEEPING
from demos.timeline import WEB

FOR_THE_EMAIL = (SEND, NO_SERVER, SLEEPING)  # what a visitor may have to wait for in a view


@dataclass(frozen=True)
class Column:
    """`course` is None before anybody has signed up this way. Times count from the sign-up."""

    way: Way
    course: Course | None = None
    letter: Letter | None = None
    stored: StoredEmail | None = None

    @property
    def url(self) -> str:
        return reverse(self.way.page)

    @property
    def arrived(self) -> Duration | None:
        """When the email was there; None while it is not."""
        if not (self.course and self.letter):
            return None
        return Duration(since(self.course.run, self.letter.arrived_at))

    @property
    def waited_for_email(self) -> Duration | None:
        """How much of the visitor's wait the email, or the pause in its place, took; None for nothing."""
        steps = self.course.lane.steps if self.course else ()
        took = [
            s.end - s.start for s in steps if s.place == WEB and s.name in FOR_THE_EMAIL and s.end is not None
        ]
        return Duration(sum(took)) if took else None

    @property
    def tries(self) -> int:
        """How often a view or a worker has called the mail server."""
        steps = self.course.lane.steps if self.course else ()
        return sum(1 for step in steps if step.name in {SEND, NO_SERVER})

    @property
    def sender(self) -> str:
        """Who sent the email, or has to."""
        if self.way is IN_THE_VIEW:
            return "The view, while you waited"
        if self.way is BACKGROUND:
            return "A worker, by itself"
        return "Somebody, by hand" if self.way is BY_HAND and self.letter else "Nobody"

    @property
    def on_its_way(self) -> bool:
        """The email may still come by itself."""
        return bool(self.course and not self.course.settled)

    @property
    def was_down(self) -> bool:
        """The mail server was said to be down when this run began."""
        return bool(self.course and self.course.run.settings.get("mail_server") == DOWN)

    @property
    def let_go(self) -> bool:
        """The visitor had the page without waiting for the email."""
        return bool(self.course and not self.waited_for_email)

    @property
    def came_by_itself(self) -> bool:
        """The email arrived, and nobody had to think of it."""
        return self.letter is not None and self.way is not BY_HAND
