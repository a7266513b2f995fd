"""What a demo leaves behind: runs, alone or in series, their spans, and what they made and sent."""

import uuid
from typing import ClassVar

from django.db import models

from demos.files import photo_path, picture_path


class Run(models.Model):
    """One visitor's pass through one lane of a scenario. Times of its spans count from `started_at`."""

    class Lane(models.TextChoices):
        BLOCKING = "blocking", "Blocking"
        BACKGROUND = "background", "Background"

    class Status(models.TextChoices):
        RECEIVED = "received"  # the upload is kept; nothing has been done with it yet
        UNQUEUED = "unqueued"  # kept, but the queue could not be reached; it is queued as soon as it can be
        QUEUED = "queued"
        WORKING = "working"
        DONE = "done"
        FAILED = "failed"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    visitor = models.UUIDField()
    scenario = models.SlugField(max_length=20, help_text="The name of its room, such as 'upload'.")
    lane = models.CharField(max_length=10, choices=Lane)
    status = models.CharField(max_length=10, choices=Status, default=Status.RECEIVED)
    started_at = models.DateTimeField()
    response_ms = models.FloatField(null=True, help_text="From the arrival in Django to the reply, ms.")
    reply_status = models.PositiveSmallIntegerField(null=True, help_text="The HTTP status of its reply.")
    settings = models.JSONField(default=dict, help_text="What was chosen for it, as its scenario names it.")
    machine = models.JSONField(default=dict, help_text="What it ran on: cores, versions.")
    photo = models.FileField(upload_to=photo_path, blank=True)
    failure = models.TextField(blank=True, help_text="What went wrong, in words for the visitor.")
    request_id = models.CharField(
        max_length=64,
        blank=True,
        db_default="",
        help_text="Of the request that began it, as the logs have it.",
    )

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["visitor", "started_at"], name="runs_of_a_visitor"),
            models.Index(fields=["started_at"], name="runs_by_age"),
            models.Index(fields=["status", "started_at"], name="runs_by_status"),
        ]

    def __str__(self) -> str:
        return f"{self.scenario}, {self.lane}: {self.id}"

    @property
    def settled(self) -> bool:
        """Nothing more will happen to it."""
        return self.status in {self.Status.DONE, self.Status.FAILED}

    @property
    def photo_name(self) -> str:
        """What the page calls the photo; never a path."""
        return str(self.settings.get("photo", ""))

    @property
    def mail_delay_ms(self) -> int:
        """How slow the way to the mail server is said to be, in both lanes."""
        return int(self.settings.get("mail_delay_ms", 0))


class Series(models.Model):
    """Runs that belong together: a warm-up if there was one, then so many rounds of both lanes.

    Whoever starts the first run chooses the id, so that the runs of both lanes may start at the same moment.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    visitor = models.UUIDField()
    scenario = models.SlugField(max_length=20)
    settings = models.JSONField(default=dict, help_text="What was chosen for all of it.")
    started_at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "series"
        indexes: ClassVar = [models.Index(fields=["visitor", "started_at"], name="series_of_a_visitor")]

    def __str__(self) -> str:
        return f"{self.scenario}: {self.id}"


class Take(models.Model):
    """A run as one of a series. Round 0 is the warm-up, which does not count."""

    run = models.OneToOneField(Run, on_delete=models.CASCADE, primary_key=True)
    series = models.ForeignKey(Series, on_delete=models.CASCADE, related_name="takes")
    round = models.PositiveSmallIntegerField()
    waited_ms = models.FloatField(null=True, help_text="What the browser measured, from click to reply, ms.")

    class Meta:
        ordering: ClassVar = ["round"]

    def __str__(self) -> str:
        return f"round {self.round} of {self.series_id}"


class Span(models.Model):
    """One thing that happened in a run: what, where, from when to when (open while it lasts)."""

    class Kind(models.TextChoices):
        WORK = "work", "Processor work"
        NETWORK = "network", "Waiting on the network"
        QUEUE = "queue", "Waiting in the queue"

    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="spans")
    name = models.CharField(max_length=40)
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.WORK)
    place = models.CharField(max_length=120, help_text="'web', 'queue', or the name of the worker process.")
    taken_by = models.CharField(
        max_length=120, blank=True, help_text="Whose place ended a wait in the queue."
    )
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    simulated_ms = models.PositiveIntegerField(default=0, help_text="How much of it is a stated simulation.")
    processor_ms = models.FloatField(null=True, help_text="Processor time it took; as `processor.used`.")

    class Meta:
        ordering: ClassVar = ["started_at", "pk"]

    def __str__(self) -> str:
        return f"{self.name} @ {self.place}"


class Picture(models.Model):
    """One size made of a run's photo."""

    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="pictures")
    size = models.PositiveIntegerField(help_text="The longest side asked for, pixels.")
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    file = models.FileField(upload_to=picture_path, blank=True, help_text="Empty once the file is removed.")
    bytes = models.PositiveIntegerField()
    digest = models.CharField(max_length=64, blank=True, help_text="SHA-256 of the file, in hexadecimal.")
    made_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["-size"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["run", "size"], name="one_picture_a_size")]

    def __str__(self) -> str:
        return f"{self.size} px of {self.run_id}"


class Letter(models.Model):
    """One email that arrived at the sink, written by the sink itself: proof that it was delivered."""

    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="letters")
    message_id = models.CharField(
        max_length=200,
        unique=True,
        help_text="Its sender's: a letter sent twice is delivered once.",
    )
    sender = models.CharField(max_length=254)
    recipient = models.CharField(max_length=254)
    subject = models.CharField(max_length=200)
    body = models.TextField()
    arrived_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["arrived_at", "pk"]

    def __str__(self) -> str:
        return f"{self.subject} to {self.recipient}"
