"""What the third way leaves behind: emails that wait for somebody to think of them."""

from django.db import models

from demos.models import Run


class StoredEmail(models.Model):
    """An email in a table. No queue and no worker knows of it."""

    run = models.OneToOneField(Run, on_delete=models.CASCADE, related_name="stored_email")
    body = models.TextField()
    stored_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0, help_text="How often somebody has sent it by hand.")
    failure = models.TextField(blank=True, help_text="What became of the last try, in words.")

    def __str__(self) -> str:
        return f"for later: {self.run_id}"
