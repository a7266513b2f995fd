"""What may be set, and what it costs."""

import pytest
from django.http import QueryDict

from demos.order.dials import Dials, read_dials
from demos.order.tickets import euros


@pytest.mark.parametrize(
    ("cents", "words"), [(0, "€0.00"), (5, "€0.05"), (9000, "€90.00"), (123456, "€1234.56")]
)
def test_sums_are_never_rounded(cents: int, words: str) -> None:
    assert euros(cents) == words


def test_an_order_costs_its_seats() -> None:
    assert Dials(ticket="circle", seats=3).cents == 8400


@pytest.mark.parametrize(
    "dials", [Dials(), Dials("gallery", 6, 1500, 100, 999, "without"), Dials("circle", 1, 100, 0, 1, "with")]
)
def test_the_address_keeps_all_of_them(dials: Dials) -> None:
    assert read_dials(QueryDict(dials.query)) == dials


@pytest.mark.parametrize(
    "query",
    ["", "seats=7", "seats=0", "luck=1000", "latency_ms=60000", "failure_percent=51", "ticket=box", "key=no"],
)
def test_what_makes_no_sense_has_its_usual_value(query: str) -> None:
    assert read_dials(QueryDict(query)) == Dials()
