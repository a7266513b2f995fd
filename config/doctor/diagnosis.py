"""What a check has found."""

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """FAIL: something does not work, or is not safe. WARN: it works, and somebody should know of it."""

    OK = "ok"
    WARN = "warn"
    FAIL = "fail"


@dataclass(frozen=True)
class Diagnosis:
    """`says` is one sentence; `do` another one on what to do, "" where nothing is to be done."""

    name: str
    state: State
    says: str
    do: str = ""


def ok(name: str, says: str) -> Diagnosis:
    return Diagnosis(name, State.OK, says)


def warn(name: str, says: str, do: str) -> Diagnosis:
    return Diagnosis(name, State.WARN, says, do)


def fail(name: str, says: str, do: str) -> Diagnosis:
    return Diagnosis(name, State.FAIL, says, do)
