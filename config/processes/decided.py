"""What a start decided by itself because nobody had said it, left where `make doctor` finds it."""

import json
import os
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path

FILE = "decided.json"
# Never the key, which has a file of its own.
NAMES = ("REDIS_URL", "VALVE_SOCKET", "VALVE_CONTROL", "MAIL_SINK_PORT", "STAGE_PORT")


@contextmanager
def kept_decisions(run_dir: Path, *, given: Collection[str]) -> Iterator[None]:
    """Keep in a file, while the context lasts, what the environment holds now beside the names in `given`."""
    path = run_dir / FILE
    path.write_text(json.dumps({name: os.environ[name] for name in NAMES if name not in given}))
    try:
        yield
    finally:
        path.unlink(missing_ok=True)


def read_decisions(run_dir: Path) -> dict[str, str]:
    """By the variable's name; nothing where no site runs from there."""
    try:
        return dict(json.loads((run_dir / FILE).read_text()))
    except FileNotFoundError:
        return {}
