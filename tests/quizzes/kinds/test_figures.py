from contextlib import suppress
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.kinds.figures import NO_SEPARATOR, NOT_A_FIGURE, FigureError, plain, read_figure


class TestReadFigure:
    @pytest.mark.parametrize(
        ("typed", "figure"),
        [
            ("8", "8"),
            (" 0.5 ", "0.5"),
            ("0,5", "0.5"),
            (",5", "0.5"),
            ("5.", "5"),
            ("−3", "-3"),
            ("+3", "3"),
            ("1.5e3", "1500"),
            ("2E-2", "0.02"),
            ("3.142", "3.142"),
            ("0,125", "0.125"),
            ("1,0000", "1"),
            ("0.1", "0.1"),
        ],
    )
    def test_reads(self, typed: str, figure: str) -> None:
        assert read_figure(typed) == Decimal(figure)

    @pytest.mark.parametrize("typed", ["8 s", "8s", " 8 s "])
    def test_the_unit_may_be_typed(self, typed: str) -> None:
        assert read_figure(typed, "s") == 8

    @pytest.mark.parametrize(
        ("typed", "unit"),
        [
            ("90 s", "seconds"),
            ("90s", "seconds"),
            ("90 sec", "seconds"),
            ("90 sec.", "second"),
            ("90 Secs", "seconds"),
            ("90 second", "seconds"),
            ("90 seconds", "second"),
            ("90 seconds", "s"),
            ("90 min", "minutes"),
            ("90 minute", "minutes"),
            ("90ms", "milliseconds"),
            ("90.", "seconds"),
            ("90 worker", "workers"),
            ("90 workers", "worker"),
            ("90 %", "%"),
        ],
    )
    def test_the_unit_may_be_typed_as_people_write_it(self, typed: str, unit: str) -> None:
        assert read_figure(typed, unit) == 90

    @pytest.mark.parametrize("typed", ["1 minute", "1 min", "90 ms", "four", "s", "9 s s", "90 workers"])
    def test_another_unit_is_refused_and_not_converted(self, typed: str) -> None:
        with pytest.raises(
            FigureError, match=r"Write it in seconds, in digits.*Other units are not converted"
        ):
            read_figure(typed, "seconds")

    @pytest.mark.parametrize("typed", ["eight", "8 threads", "8 s"])
    def test_what_is_counted_is_called_no_unit(self, typed: str) -> None:
        with pytest.raises(FigureError, match=r"^Write how many workers, in digits, as in 8\.$"):
            read_figure(typed, "workers")

    @pytest.mark.parametrize("unit", ["seconds", "ms", "MINS", "MB", "%", "worker", "requests/s"])
    def test_a_measure_is_not_counted(self, unit: str) -> None:
        with pytest.raises(FigureError, match="Other units are not converted"):
            read_figure("eight", unit)

    @pytest.mark.parametrize(
        "typed", ["1,000,000", "1 000", "1\u202f000", "1'000", "1_000", "1.000,5", "1,000.5", "12 345"]
    )
    def test_a_separator_for_thousands_is_refused_with_a_word(self, typed: str) -> None:
        with pytest.raises(FigureError, match=NO_SEPARATOR):
            read_figure(typed)

    @pytest.mark.parametrize("typed", ["1,000", "-12,345"])
    def test_a_comma_before_three_digits_could_be_either(self, typed: str) -> None:
        with pytest.raises(FigureError, match=f"{typed} could be {typed.replace(',', '')} or"):
            read_figure(typed)

    @pytest.mark.parametrize(
        "typed",
        [
            "",
            "NaN",
            "inf",
            "-Infinity",
            "eight",
            "8 s",
            "1e",
            "e5",
            "1e9999",
            "1.2.3",
            "--1",
            "10²",
            "٣",
            ".",
        ],
    )
    def test_the_rest_is_no_figure(self, typed: str) -> None:
        with pytest.raises(FigureError, match=NOT_A_FIGURE[:20]):
            read_figure(typed)

    @given(st.text(max_size=40), st.text(max_size=5))
    def test_any_text_is_read_or_refused(self, typed: str, unit: str) -> None:
        with suppress(FigureError):
            assert read_figure(typed, unit).is_finite()

    @given(st.decimals(min_value=-(10**6), max_value=10**6, places=4))
    def test_reads_what_is_written(self, figure: Decimal) -> None:
        assert read_figure(plain(figure)) == figure


@pytest.mark.parametrize(
    ("figure", "shown"),
    [("120", "120"), ("1E+3", "1000"), ("0.50", "0.5"), ("0.000001", "0.000001"), ("-0", "-0")],
)
def test_plain(figure: str, shown: str) -> None:
    assert plain(Decimal(figure)) == shown
