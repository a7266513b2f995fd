"""What one fault did to the site: a row of the table that `make torture` prints."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Finding:
    """`done` and `seen` are texts with counts that were measured.

    `lost` and `twice` count what was accepted and is not there, or is there more than once. `held`: whether
    all else that must hold did.
    """

    fault: str
    done: str
    seen: str
    lost: int
    twice: int
    held: bool

    @property
    def is_well(self) -> bool:
        """Nothing was lost, nothing was done twice, and all else held."""
        return self.held and not self.lost and not self.twice
