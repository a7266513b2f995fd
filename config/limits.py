"""How often: what the table of limits is written in."""

from dataclasses import dataclass

from limits import RateLimitItem, parse_many


@dataclass(frozen=True)
class Limit:
    """How often one visitor, and everybody behind one address, may do something: "20/minute", or several with
    ";" between them. A whole school may stand behind one address.

    `bytes_...` is how much the requests may carry in all, that of everybody together as well. One that
    announces more than `largest_body` counts for nothing there, because it is refused unread.
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


def counts(limit: Limit, *, visitor: str, address: str, body_bytes: int) -> list[Count]:
    """Everything that one request is counted by, the visitor's own first: who is refused for those takes
    nothing from the others behind the address. Who is not known yet ("") counts by the address alone."""
    carried = body_bytes if body_bytes <= limit.largest_body else 0
    wanted = [
        (limit.visitor, 1, visitor),
        (limit.bytes_visitor, carried, visitor),
        (limit.address, 1, address),
        (limit.bytes_address, carried, address),
        (limit.bytes_everybody, carried, "everybody"),
    ]
    return [
        Count(rate, cost, whose)
        for rates, cost, whose in wanted
        if rates and cost and whose
        for rate in parse_many(rates)
    ]
