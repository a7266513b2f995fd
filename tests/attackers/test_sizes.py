"""What a request says of its size means the same wherever it is looked at."""

import pytest
from django.test import RequestFactory

from config.sizes import announced_bytes as to_the_wiring
from demos.sizes import announced_bytes as to_the_demos


@pytest.mark.parametrize(
    ("written", "announced"),
    [("12", 12), ("", 0), ("+5", 5), ("1_0", 10), (" 7 ", 7), ("-1", -1), ("many", 0), ("1" * 5000, 0)],
)
def test_as_django_takes_it(written: str, announced: int) -> None:
    request = RequestFactory().post("/", CONTENT_LENGTH=written)
    assert to_the_wiring(request) == to_the_demos(request) == announced
