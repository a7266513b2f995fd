"""The shop's book of orders and tries, and, apart from it, the pretend provider's ledger."""

import uuid
from typing import ClassVar

from django.db import models

from demos.models import Run
from demos.order.tickets import TICKETS, euros, find_ticket


class Order(models.Model):
    """What the shop has promised. Its id is the idempotency key of its payment, however many runs try it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    run = models.ForeignKey(
        Run, on_delete=models.CASCADE, related_name="+", help_text="The newest that tries it: swept with it."
    )
    ticket = models.CharField(max_length=10, choices=[(ticket.id, ticket.title) for ticket in TICKETS])
    seats = models.PositiveSmallIntegerField()
    cents = models.PositiveIntegerField(help_text="What it costs in all.")
    paid_at = models.DateTimeField(null=True, help_text="When the shop heard that it is paid.")
    charge_number = models.PositiveIntegerField(null=True, help_text="As the provider's reply named it.")

    def __str__(self) -> str:
        return f"Order {self.number}"

    @property
    def number(self) -> str:
        """What people call it."""
        return self.id.hex[:6].upper()

    @property
    def what(self) -> str:
        """For example "2 × Stalls"."""
        return f"{self.seats} × {find_ticket(self.ticket).title}"

    @property
    def sum(self) -> str:
        return euros(self.cents)


class Try(models.Model):
    """One try of the shop's to have an order paid, and what the shop saw of it."""

    class Outcome(models.TextChoices):
        UNKNOWN = "", "Nothing yet"
        PAID = "paid", "Paid"
        UNREACHABLE = "unreachable", "No connection"
        NO_REPLY = "no reply", "No reply"

    order = models.ForeignKey(Order, on_delete=models.CASCADE, related_name="tries")
    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="+")
    number = models.PositiveSmallIntegerField(help_text="From 1, over all runs of the order.")
    outcome = models.CharField(max_length=12, choices=Outcome, blank=True, default=Outcome.UNKNOWN)
    began_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["order", "number"], name="tries_are_counted"),
        ]

    def __str__(self) -> str:
        return f"try {self.number} of {self.order_id}"


class Charge(models.Model):
    """The ledger: money taken (in play). For one key there can only be one."""

    order = models.ForeignKey(Order, on_delete=models.CASCADE, related_name="charges")
    key = models.UUIDField(null=True, unique=True, help_text="The idempotency key, if one was sent.")
    cents = models.PositiveIntegerField()
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"charge {self.pk}"

    @property
    def number(self) -> int:
        """From 1, within its order. One query."""
        return Charge.objects.filter(order=self.order_id, pk__lte=self.pk).count()


class PaymentRequest(models.Model):
    """The ledger: a request that reached the provider, and the charge that it was answered with."""

    order = models.ForeignKey(Order, on_delete=models.CASCADE, related_name="payment_requests")
    number = models.PositiveSmallIntegerField(help_text="Which try it was, as the shop says.")
    charge = models.ForeignKey(Charge, on_delete=models.CASCADE, related_name="requests")
    from_key = models.BooleanField(help_text="The key was known: no new charge was made.")
    received_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["received_at", "pk"]

    def __str__(self) -> str:
        return f"request {self.pk}, {self.charge}"
