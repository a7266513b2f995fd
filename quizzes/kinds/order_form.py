"""The form of a question that asks for an order: a place for each item."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django import forms

from quizzes.kinds.offering import Offered


@dataclass(frozen=True, slots=True)
class Row:
    """An item in the form, with the field for its place."""

    item: Offered
    place: forms.BoundField


class GivePlaces(forms.Form):
    """A place from 1 on for each item, in the field `place-<id>`. No place is given twice."""

    def __init__(
        self, items: Sequence[Offered], data: Mapping[str, object] | None = None, before: Sequence[str] = ()
    ) -> None:
        places = {_field(item_id): str(place) for place, item_id in enumerate(before, start=1)}
        super().__init__(data, initial=places)
        self._items = sorted(items, key=lambda item: _rank(before, item.id))
        numbers = [str(place) for place in range(1, len(items) + 1)]
        for item in self._items:
            self.fields[_field(item.id)] = forms.ChoiceField(
                choices=[("", "–"), *((number, number) for number in numbers)],
                error_messages={
                    "required": "Choose a place for this one.",
                    "invalid_choice": f"Choose a place from 1 to {len(numbers)}.",
                },
            )

    def rows(self) -> Iterator[Row]:
        """As shown; where there is an answer that stands, in its order."""
        return (Row(item, self[_field(item.id)]) for item in self._items)

    def clean(self) -> None:
        places = list(self.cleaned_data.values())
        for name, place in list(self.cleaned_data.items()):
            if places.count(place) > 1:
                self.add_error(name, f"Place {place} is taken twice. Choose another for one of the two.")

    def given(self) -> list[str]:
        return sorted(
            (item.id for item in self._items), key=lambda item_id: int(self.cleaned_data[_field(item_id)])
        )


def _field(item_id: str) -> str:
    return f"place-{item_id}"


def _rank(order: Sequence[str], item_id: str) -> int:
    return order.index(item_id) if item_id in order else len(order)
