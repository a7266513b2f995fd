"""A content file as text."""

import re
from pathlib import Path

from tutorial.library.faults import Report

_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff]")


def read_text(path: Path, report: Report) -> str | None:
    """The text of a UTF-8 file with plain line ends, or None after reporting why there is none."""
    try:
        content = path.read_bytes()
        text = content.decode("utf-8-sig").replace("\r\n", "\n")
    except OSError as error:
        report.add(1, "file", f"cannot be read: {error.strerror}")
        return None
    except UnicodeDecodeError as error:
        report.add(content.count(b"\n", 0, error.start) + 1, "file", "is not UTF-8 here; save it as UTF-8")
        return None
    stray = _UNPRINTABLE.search(text)
    if stray:
        line = text.count("\n", 0, stray.start()) + 1
        report.add(line, "file", f"holds an unprintable character (U+{ord(stray.group()):04X}); delete it")
        return None
    if not text.strip():
        report.add(1, "file", "is empty; docs/content.md shows what belongs here")
        return None
    return text
