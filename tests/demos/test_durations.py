"""One rule for every figure: whole milliseconds below a second, seconds with two decimals from there on."""

import pytest
from django.template import Context, Template

from demos.durations import Duration


@pytest.mark.parametrize(
    ("ms", "written", "spoken"),
    [
        (0, "0 ms", "0 milliseconds"),
        (0.3, "<1 ms", "under 1 millisecond"),
        (1, "1 ms", "1 millisecond"),
        (38.4, "38 ms", "38 milliseconds"),
        (320.5, "321 ms", "321 milliseconds"),
        (999.4, "999 ms", "999 milliseconds"),
        (999.6, "1.00 s", "1.00 seconds"),
        (1125, "1.13 s", "1.13 seconds"),
        (2410, "2.41 s", "2.41 seconds"),
        (61_000, "61.00 s", "61.00 seconds"),
    ],
)
def test_is_written_and_spoken(ms: float, written: str, spoken: str) -> None:
    assert (str(Duration(ms)), Duration(ms).spoken) == (written, spoken)


def test_number_and_unit_stand_apart_for_the_large_figures() -> None:
    assert (Duration(2410).number, Duration(2410).unit) == ("2.41", "s")


def test_templates_have_it_as_a_filter() -> None:
    template = Template("{% load durations %}{{ ms|duration }}")

    assert template.render(Context({"ms": 38.4})) == "38 ms"
