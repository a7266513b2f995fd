"""Bookings, and what the web and the worker each noted of one."""

from datetime import datetime
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone

from demos.models import Run


class Attempts(models.QuerySet["Attempt"]):
    """Tries of one run or of many."""

    def open(self) -> "Attempts":
        """Not committed yet, or no worker has looked for the booking yet."""
        return self.filter(Q(committed_at=None) | Q(looked_at=None))


class Attempt(models.Model):
    """One try of a run: it is there before its booking, so that both sides can note what they saw and when.

    The web notes when its transaction began and was committed; the worker when the task's message had been
    sent, when it looked for the booking, and the error where it did not find it.
    """

    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="attempts")
    number = models.PositiveSmallIntegerField(help_text="Of its run's, from 1.")
    begun_at = models.DateTimeField()
    committed_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    looked_at = models.DateTimeField(null=True)
    error = models.CharField(max_length=300, blank=True, help_text="As Python writes it below a traceback.")

    objects = Attempts.as_manager()

    class Meta:
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["run", "number"], name="one_try_a_number")]

    def __str__(self) -> str:
        return f"try {self.number} of {self.run_id}"

    @property
    def missed(self) -> bool:
        """The worker looked, and there was no row."""
        return bool(self.error)

    @property
    def answered(self) -> bool:
        """The worker looked."""
        return self.looked_at is not None


class Booking(models.Model):
    """A seat that somebody has booked: the row that the task needs. Its id is its attempt's."""

    attempt = models.OneToOneField(Attempt, on_delete=models.CASCADE, primary_key=True)
    seat = models.CharField(max_length=40)
    ticket_at = models.DateTimeField(null=True, help_text="When its ticket was printed.")

    def __str__(self) -> str:
        return f"booking {self.pk}: {self.seat}"

    def print_ticket(self) -> None:
        """What the task is for. Printed twice, it is the same ticket."""
        self.ticket_at = self.ticket_at or timezone.now()
        self.save(update_fields=["ticket_at"])


class Turn(models.Model):
    """Whose turn it is to keep a transaction open: one row for the site. It ends by itself at `until`."""

    holder = models.UUIDField()
    until = models.DateTimeField()

    def __str__(self) -> str:
        return f"taken until {self.until}"

    def seconds_left(self, now: datetime) -> float:
        """0 or less: it is free."""
        return (self.until - now).total_seconds()
