"""How often: what the table of limits is written in."""

from dataclasses import dataclass

from limits import RateLimitItem, parse_many


@dataclass(frozen=True)
class Limit:
    """How often one visitor, and everybody behind one address, may do something: "20/minute", or several with
    ";" between them. A whole school may stand behind one address.

    `bytes_...` is how much may be taken in all, that of everybody together as well. What is refused counts
    for nothing there; nor does what announces more than `largest_body`, which is refused unread.
    `also_reading`: GET counts, too, because it costs.
    """

    visitor: str
    address: str
    bytes_visitor: str = ""
    bytes_address: str = ""
    bytes_everybody: str = ""
    largest_body: int = 0
    also_reading: bool = False


@dataclass(frozen=True)
class Count:
    """What one request adds (`cost`) to what may be in its time, of whom."""

    rate: RateLimitItem
    cost: int
    whose: str


def tries(limit: Limit, *, visitor: str, address: str) -> list[Count]:
    """What a request is counted by before it is read, the visitor's own first: who is refused for those takes
    nothing from the others behind the address. Who is not known yet ("") counts by the address alone."""
    return _counts(1, (limit.visitor, visitor), (limit.address, address))


def carried(limit: Limit, body_bytes: int, *, visitor: str, address: str) -> list[Count]:
    """What its bytes are counted by: looked at before they are read, and counted once they were taken."""
    if not 0 < body_bytes <= limit.largest_body:
        return []
    return _counts(
        body_bytes,
        (limit.bytes_visitor, visitor),
        (limit.bytes_address, address),
        (limit.bytes_everybody, "everybody"),
    )


def _counts(cost: int, *wanted: tuple[str, str]) -> list[Count]:
    return [
        Count(rate, cost, whose) for rates, whose in wanted if rates and whose for rate in parse_many(rates)
    ]
