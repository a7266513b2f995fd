"""How full the queue was, and when the site's own tasks last ran."""

from typing import ClassVar

from django.db import models


class Sample(models.Model):
    """The queue of the demos at one moment. Of all who look, one a slot writes it down."""

    slot = models.BigIntegerField(primary_key=True, help_text="The half second, counted from the epoch.")
    at = models.DateTimeField()
    waiting = models.PositiveIntegerField(help_text="Messages that wait for a worker.")
    taken = models.PositiveIntegerField(help_text="Taken by a worker, not acknowledged yet.")
    paused = models.BooleanField(help_text="No worker took any: all were paused, or none was there.")

    class Meta:
        ordering: ClassVar = ["slot"]

    def __str__(self) -> str:
        return f"{self.waiting} + {self.taken} at {self.at}"


class Housekeeping(models.Model):
    """The only row says when the site's own worker was last done with its housekeeping."""

    at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.at)
