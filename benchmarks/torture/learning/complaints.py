"""What the processes of a site wrote of a database that was busy: whoever tries again says so there."""

import re
from pathlib import Path

# The logs leave out an exception's own words, but not its type; what is no line of theirs says the words.
COMPLAINT = re.compile(r"OperationalError|database is locked")


def complaints(data_dir: Path) -> int:
    """Lines of all logs under `data_dir` that say that the database could not do it."""
    logs = (data_dir / "log").glob("*.log*")
    return sum(bool(COMPLAINT.search(line)) for log in logs for line in _lines(log))


def _lines(log: Path) -> list[str]:
    return log.read_text(errors="replace").splitlines()
