"""The tiny pieces of work of a run, each with its own times; and who has filled the processor, until when."""

from datetime import datetime
from typing import ClassVar

from django.db import models

from demos.models import Run


class Title(models.Model):
    """One title to put into capitals.

    `begun_at`: its turn in the request came; `handed_ms`: how long that took over it, with the work itself in
    the one lane, with the queue in the other. `started_at` to `done_at`: the work, wherever it was done.
    """

    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="titles")
    number = models.PositiveSmallIntegerField(help_text="From 1, in the order of the request.")
    text = models.CharField(max_length=60)
    capitals = models.CharField(max_length=60, blank=True)
    begun_at = models.DateTimeField(null=True)
    handed_ms = models.FloatField(null=True)
    started_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)
    place = models.CharField(max_length=120, blank=True, help_text="Where the work was done, as in a span.")

    class Meta:
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["run", "number"], name="titles_are_counted"),
        ]

    def __str__(self) -> str:
        return self.capitals or self.text


class Filling(models.Model):
    """The one row that says for how long the processor is filled; see `full.filling`."""

    until = models.DateTimeField()
    processes = models.PositiveSmallIntegerField(default=0, help_text="How many fill it now.")

    def __str__(self) -> str:
        return f"{self.processes} until {self.until}"

    def is_on(self, now: datetime) -> bool:
        """Whether it is being filled: asked for is not enough."""
        return self.processes > 0 and now < self.until
