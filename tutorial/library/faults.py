"""What is wrong with the content, said so that its author can mend it."""

from dataclasses import dataclass


@dataclass(frozen=True, order=True, slots=True)
class Fault:
    """One thing to mend. `file` is relative to the parent of the content folder; lines count from 1."""

    file: str
    line: int
    field: str
    what: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.field}: {self.what}"


class ContentError(Exception):
    """The content cannot be served. `faults` holds all that is wrong, by file and line."""

    def __init__(self, faults: list[Fault]) -> None:
        self.faults = tuple(sorted(set(faults)))
        super().__init__("\n".join(map(str, self.faults)))


class FaultError(ValueError):
    """Raise it in a schema's validator when the fault lies deeper than the value being checked.

    `at` leads from that value to the faulty one: `FaultError("why is missing", "options", 2, "why")`.
    `below` counts lines down from the first line of a text.
    """

    def __init__(self, what: str, *at: str | int, below: int = 0) -> None:
        super().__init__(what)
        self.at = at
        self.below = below


class Report:
    """Collects the faults of one file. `total` is shared by all the files of one reading."""

    def __init__(self, file: str, total: list[Fault]) -> None:
        self.file = file
        self._total = total

    def add(self, line: int, field: str, what: str) -> None:
        """Note a fault; whatever was quoted from the file, it is told on one line."""
        self._total.append(Fault(self.file, line, " ".join(field.split()), " ".join(what.split())))
