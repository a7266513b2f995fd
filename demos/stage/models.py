"""The record of a load test."""

import uuid
from typing import ClassVar

from django.db import models

from demos.stage.recording import Recording, from_values, to_values


class LoadTest(models.Model):
    """One load test of the stage: what was asked for, on what machine, and what was seen."""

    class State(models.TextChoices):
        WAITING = "waiting", "about to start"
        RUNNING = "running", "running"
        DONE = "done", "done"
        STOPPED = "stopped", "stopped by the presenter"
        BROKEN_OFF = "broken off", "broken off"
        FAILED = "failed", "failed"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    presenter = models.CharField(max_length=150, help_text="Who started it, in words for the next presenter.")
    settings = models.JSONField(help_text="Users, lanes, seconds, simulated mail delay, photo.")
    machine = models.JSONField(help_text="What it ran on: cores, slots, workers, versions.")
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    failure = models.TextField(blank=True, help_text="Why it did not come to its end, in words.")
    started = models.DateTimeField()
    ended = models.DateTimeField(null=True)
    result = models.JSONField(null=True, help_text="The recording, with its series.")
    points = models.JSONField(default=list, help_text="What of it the prediction is held against.")

    class Meta:
        ordering: ClassVar = ["-started"]
        indexes: ClassVar = [models.Index(fields=["started"], name="load_tests_by_age")]

    def __str__(self) -> str:
        return f"{self.settings.get('users')} users, {self.state}: {self.id}"

    @property
    def is_active(self) -> bool:
        """Whether it is still to come to its end."""
        return self.state in ACTIVE

    @property
    def recording(self) -> Recording:
        """What was seen; nothing where it broke off before anything was."""
        return from_values(self.result) if self.result else Recording()

    @recording.setter
    def recording(self, recording: Recording) -> None:
        self.result = to_values(recording)


ACTIVE = (LoadTest.State.WAITING, LoadTest.State.RUNNING)
