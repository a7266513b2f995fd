"""Lanes for tests, written down by hand."""

from collections.abc import Sequence

from demos.stage.recording import LanePlay, Look, Outcome, Recording, Sample, Seat, Service


def served(*waits: float, clicked: float = 0.0) -> tuple[Seat, ...]:
    """Seats that waited so many ms."""
    return tuple(Seat(Outcome.SERVED, clicked, clicked + wait) for wait in waits)


def waiting(count: int, clicked: float = 0.0) -> tuple[Seat, ...]:
    return (Seat(Outcome.WAITING, clicked),) * count


def play(
    lane: str = "blocking",
    *,
    now: float = 1000.0,
    over: bool = True,
    seats: Sequence[Seat] = (),
    **more: object,
) -> LanePlay:
    return LanePlay(lane=lane, now=now, over=over, seats=tuple(seats), **more)  # type: ignore[arg-type]


def both_lanes() -> Recording:
    """Four users in each lane, at four slots: two rounds of blocking, and a queue of eight tasks."""
    blocking = play(
        seats=(*served(900, 910, 1800), Seat(Outcome.FAILED, 0.0, 20.0, "the connection was refused")),
        now=2000.0,
        looks=(Look(0, 900), Look(200, 710), Look(1900, 9)),
        samples=(Sample(0, 0, ("", "")), Sample(300, 0, ("blocking", "blocking")), Sample(1900, 0, ("", ""))),
        idle=(8.0, 9.0, 10.0),
        requests=Service(3, 890.0),
    )
    background = play(
        "background",
        seats=served(40, 50, 60, 70),
        now=5000.0,
        looks=(Look(0, 60), Look(200, 12)),
        samples=(Sample(0, 0, ("", "")), Sample(300, 8, ("", "page")), Sample(4000, 0, ("", ""))),
        idle=(8.0, 9.0, 10.0),
        requests=Service(4, 12.0),
        tasks=Service(8, 450.0, 1500.0),
    )
    return Recording((blocking, background))
