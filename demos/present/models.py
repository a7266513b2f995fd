"""A class before the stage, the phones in it, and who has tried a wrong code or password."""

from typing import ClassVar

from django.db import models


class LiveClass(models.Model):
    """A class that phones may join with its code, until `ends_at`."""

    code = models.CharField(max_length=6, unique=True)
    started_at = models.DateTimeField()
    ends_at = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name_plural = "live classes"
        default_permissions = ()
        permissions: ClassVar = [("present_class", "May lead a class and control the demo workers")]

    def __str__(self) -> str:
        return f"class {self.code}"


class Guest(models.Model):
    """A phone in a class. It has no account; its row goes with the class."""

    live_class = models.ForeignKey(LiveClass, on_delete=models.CASCADE, related_name="guests")
    visitor = models.UUIDField()
    joined_at = models.DateTimeField()

    class Meta:
        default_permissions = ()
        indexes: ClassVar = [models.Index(fields=["visitor"], name="classes_of_a_visitor")]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["live_class", "visitor"], name="a_phone_joins_a_class_once")
        ]

    def __str__(self) -> str:
        return f"a phone in {self.live_class_id}"


class WrongGuess(models.Model):
    """Somebody has tried a password or a class's code that was wrong."""

    class Secret(models.TextChoices):
        PASSWORD = "password"  # noqa: S105  the name of one
        CODE = "code"

    secret = models.CharField(max_length=8, choices=Secret)
    address = models.CharField(max_length=45, help_text="Where it came from.")
    target = models.CharField(
        max_length=64, blank=True, help_text="Whose password, hashed; a code is nobody's."
    )
    at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "wrong guesses"
        default_permissions = ()
        indexes: ClassVar = [models.Index(fields=["secret", "at"], name="recent_wrong_guesses")]

    def __str__(self) -> str:
        return f"{self.secret} from {self.address}"
