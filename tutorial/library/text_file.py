"""A content file as text."""

import re
from pathlib import Path

from tutorial.library.faults import Report

# Control characters, halves of characters, and the line ends that only some readers count as such
UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")


def read_text(path: Path, report: Report) -> str | None:
    """The text of a UTF-8 file with plain line ends, or None after reporting why there is none."""
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        report.add(1, "file", "is missing; docs/content.md shows what belongs here")
    except OSError as error:
        report.add(1, "file", f"cannot be read ({error.strerror}); make it a file that the site may read")
    else:
        return _text(content, report)
    return None


def _text(content: bytes, report: Report) -> str | None:
    try:
        text = content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        report.add(content.count(b"\n", 0, error.start) + 1, "file", "is not UTF-8 here; save it as UTF-8")
        return None
    stray = UNPRINTABLE.search(text)
    if stray:
        line = text.count("\n", 0, stray.start()) + 1
        report.add(line, "file", f"holds an unprintable character (U+{ord(stray[0]):04X}) here; delete it")
    elif not text.strip():
        report.add(1, "file", "is empty; docs/content.md shows what belongs here")
    else:
        return text
    return None
