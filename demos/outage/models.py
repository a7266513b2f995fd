"""When the queue was out of reach: so that a run's picture can show it, whoever caused it."""

from datetime import datetime
from typing import ClassVar

from django.db import models


class Outage(models.Model):
    """The valve was shut from `began_at` to `ends_at`, which lies ahead while it is."""

    class How(models.TextChoices):
        REFUSED = "refused", "Refused"
        FROZEN = "frozen", "Frozen"

    how = models.CharField(max_length=8, choices=How)
    began_at = models.DateTimeField()
    ends_at = models.DateTimeField(db_index=True)

    class Meta:
        ordering: ClassVar = ["began_at"]

    def __str__(self) -> str:
        return f"{self.how} from {self.began_at} to {self.ends_at}"

    def lasts(self, now: datetime) -> bool:
        return self.ends_at > now
