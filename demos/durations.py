"""How a measured time is written: one rule for every figure of the demos."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

SECOND = 1000.0
WHOLE, HUNDREDTHS = Decimal(1), Decimal("0.01")


@dataclass(frozen=True)
class Duration:
    """A measured time in milliseconds, written as "38 ms" below a second and as "2.41 s" from there on.

    A half goes up, as it does in static/js/duration.js: a figure is the same wherever it is written.
    """

    ms: float

    @property
    def in_seconds(self) -> bool:
        return _rounded(self.ms, WHOLE) >= SECOND

    @property
    def number(self) -> str:
        """The figure without its unit. What was measured but rounds to nothing is "<1", never "0"."""
        if self.in_seconds:
            return str(_rounded(self.ms / SECOND, HUNDREDTHS))
        whole = _rounded(self.ms, WHOLE)
        return "<1" if whole == 0 and self.ms > 0 else str(whole)

    @property
    def unit(self) -> str:
        return "s" if self.in_seconds else "ms"

    @property
    def spoken(self) -> str:
        """For a text alternative: "2.41 seconds", "under 1 millisecond"."""
        number = self.number.replace("<", "under ")
        plural = "" if number.removeprefix("under ") == "1" else "s"
        return f"{number} {'second' if self.in_seconds else 'millisecond'}{plural}"

    def __str__(self) -> str:
        return f"{self.number} {self.unit}"


def _rounded(figure: float, to: Decimal) -> Decimal:
    return Decimal(figure).quantize(to, ROUND_HALF_UP)
