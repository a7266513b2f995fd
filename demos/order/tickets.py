"""What the theatre sells: seats for tonight's play. Prices in cents, so that no sum is ever rounded."""

from dataclasses import dataclass

MOST_SEATS = 6  # in one order


@dataclass(frozen=True)
class Ticket:
    """A kind of seat: `id` is what a form sends, `title` what a person reads, `cents` the price of one."""

    id: str
    title: str
    cents: int

    @property
    def price(self) -> str:
        return euros(self.cents)


TICKETS = (
    Ticket("stalls", "Stalls", 4500),
    Ticket("circle", "Circle", 2800),
    Ticket("gallery", "Gallery", 1200),
)


def find_ticket(ticket_id: str) -> Ticket:
    """The ticket of that id; KeyError if there is none."""
    return {ticket.id: ticket for ticket in TICKETS}[ticket_id]


def euros(cents: int) -> str:
    """For example "€90.00"."""
    return f"€{cents // 100}.{cents % 100:02}"
