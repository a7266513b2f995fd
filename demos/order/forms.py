"""What may be ordered. The same form, and so the same checks, stands before both lanes."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms

from demos.models import Run
from demos.order import orders, payments, receipts
from demos.order.dials import DialsForm
from demos.order.models import Order
from demos.runs import UNFINISHED


class OrderForm(DialsForm):
    """A new order; or, with the id of one of this visitor's whose payment has failed, another run for it."""

    order = forms.UUIDField(required=False)

    def __init__(self, data: Any, visitor: UUID) -> None:
        super().__init__(data)
        self.visitor = visitor

    def clean_order(self) -> Order | None:
        """Only what has something left to do, and nobody at it."""
        if not self.cleaned_data["order"]:
            return None
        mine = Order.objects.filter(run__visitor=self.visitor).select_related("run")
        order = mine.filter(pk=self.cleaned_data["order"]).first()
        if order is None:
            raise forms.ValidationError("This order is no longer here.")
        if order.run.status in UNFINISHED:
            raise forms.ValidationError("This order is being taken care of already.")
        if order.paid_at and receipts.is_sent(order):
            raise forms.ValidationError("This order is paid already.")
        if not order.paid_at and order.tries.count() >= payments.MOST_TRIES_OF_AN_ORDER:
            raise forms.ValidationError("This order was tried often enough. Place a new one.")
        return order

    def place_order(self, *, lane: Run.Lane, arrived: datetime) -> Run:
        """Keep what this valid form asks for as a new run."""
        return orders.place_order(
            visitor=self.visitor,
            lane=lane,
            arrived=arrived,
            dials=self.dials,
            kept=self.cleaned_data["order"],
        )
