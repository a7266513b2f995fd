"""What was killed on purpose, and when it was back."""

from typing import ClassVar

from django.db import models

from demos.models import Run


class Kill(models.Model):
    """A kill -9 that hit somebody who worked for the run."""

    class What(models.TextChoices):
        PROCESS = "process", "the process of its task"
        WORKER = "worker", "the whole worker"

    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="kills")
    what = models.CharField(max_length=10, choices=What)
    node = models.CharField(max_length=100, help_text="The worker, such as 'demos@host'.")
    at = models.DateTimeField()
    back_at = models.DateTimeField(null=True, help_text="Of a worker: when its successor was ready.")

    class Meta:
        ordering: ClassVar = ["at"]

    def __str__(self) -> str:
        return f"{self.what} of {self.run_id}"
