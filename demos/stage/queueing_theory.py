"""What queueing theory predicts for c equal servers with one line before them: the model M/M/c. Pure.

Arrivals are a Poisson stream of rate λ, service times are exponential with mean S, whoever finds all servers
taken waits, first come first served, and never gives up. With the offered load a = λS (in erlangs) and the
utilisation ρ = a/c, Erlang's formulas are

    B(c, a) = (a^c / c!) / Σ_{k=0..c} a^k / k!          refused, if nobody were let wait
    C(c, a) = B / (1 - ρ (1 - B))                        has to wait
    mean wait = C · S / (c - a)
    P(wait > t) = C · exp(-(c - a) t / S)

Sources: A. K. Erlang, "Solution of some problems in the theory of probabilities of significance in automatic
telephone exchanges", 1917; in today's notation R. B. Cooper, Introduction to Queueing Theory, 2nd ed. 1981,
chapter 3. B is computed by its recurrence in c, whose terms stay between 0 and 1 where powers and factorials
would overflow.
"""

from dataclasses import dataclass
from math import exp, inf, log


def erlang_b(servers: int, load: float) -> float:
    """The share of arrivals, 0 to 1, that find all `servers` taken where nobody waits; `load` in erlangs."""
    blocked = 1.0
    for count in range(1, servers + 1):
        blocked = load * blocked / (count + load * blocked)
    return blocked


def erlang_c(servers: int, load: float) -> float:
    """The share of arrivals that have to wait, 0 to 1; 1 where the load is more than the servers can bear."""
    if load >= servers:
        return 1.0
    blocked = erlang_b(servers, load)
    return blocked / (1 - load / servers * (1 - blocked))


@dataclass(frozen=True)
class Station:
    """`servers`, at least 1, that take `service` seconds each, above 0; `rate` arrivals per second."""

    servers: int
    service: float
    rate: float

    @property
    def load(self) -> float:
        """Offered load, in erlangs: how many servers would be busy on average if there were enough."""
        return self.rate * self.service

    @property
    def utilisation(self) -> float:
        """The share of its time that each server is busy; 1 and more is what they cannot bear."""
        return self.load / self.servers

    @property
    def is_stable(self) -> bool:
        """Whether there is a long run at all. Otherwise the line grows as long as users come."""
        return self.utilisation < 1

    @property
    def capacity(self) -> float:
        """The most arrivals per second that the servers could ever bear."""
        return self.servers / self.service

    @property
    def waiting_share(self) -> float:
        """The share of arrivals that have to wait, 0 to 1."""
        return erlang_c(self.servers, self.load)

    @property
    def mean_wait(self) -> float:
        """Seconds in line, averaged over all arrivals; infinite where it is not stable."""
        return self.waiting_share * self.service / (self.servers - self.load) if self.is_stable else inf

    @property
    def mean_response(self) -> float:
        """Seconds in line and in service."""
        return self.mean_wait + self.service

    def wait_exceeds(self, seconds: float) -> float:
        """The share of arrivals that wait longer than so many seconds; 1 where it is not stable."""
        if not self.is_stable:
            return 1.0
        return self.waiting_share * exp(-(self.servers - self.load) * seconds / self.service)

    def wait_within(self, share: float) -> float:
        """The seconds within which this share (0 to 1, 1 excluded) of the arrivals is served; p95 is 0.95."""
        if not self.is_stable:
            return inf
        if self.waiting_share <= 1 - share:
            return 0.0
        return self.service / (self.servers - self.load) * log(self.waiting_share / (1 - share))
