"""Orders to the valve, as the site gives them."""

import socket
from dataclasses import dataclass

from django.conf import settings

from demos.outage.valve import State

SECONDS_TO_ANSWER = 0.5


class ValveUnreachable(Exception):
    """There is no valve here, or it does not answer."""


@dataclass(frozen=True)
class ValveState:
    """`seconds_left`: until it opens by itself; 0 when it is open."""

    state: State
    seconds_left: float


def refuse(seconds: float) -> ValveState:
    """Turn everybody away for so long, 20 s at the most. Raises ValveUnreachable, as all of these do."""
    return _order(f"refuse {seconds}")


def freeze(seconds: float) -> ValveState:
    """Let nothing pass for so long, 20 s at the most."""
    return _order(f"freeze {seconds}")


def reopen() -> ValveState:
    """End an outage before its time."""
    return _order("open")


def state() -> ValveState:
    """How it is now."""
    return _order("state")


def answers() -> bool:
    """Whether there is a valve, for /readyz."""
    try:
        state()
    except ValveUnreachable:
        return False
    return True


def _order(line: str) -> ValveState:
    answer = ""
    try:
        with socket.socket(socket.AF_UNIX) as valve:
            valve.settimeout(SECONDS_TO_ANSWER)
            valve.connect(settings.VALVE_CONTROL)
            valve.sendall(f"{line}\n".encode())
            answer = valve.makefile().readline()
        now, seconds_left = answer.split()
        return ValveState(State(now), float(seconds_left))
    except (OSError, ValueError) as error:
        raise ValveUnreachable(answer.strip() or str(error)) from error
