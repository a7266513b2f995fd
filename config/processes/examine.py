"""`make doctor`: the doctor, in the environment of the site that `make start` runs from this folder."""

import os
import sys
from pathlib import Path

from config.processes.decided import read_decisions

BASE_DIR = Path(__file__).resolve().parents[2]


def main() -> None:
    """Become `manage.py doctor`, with the same arguments."""
    os.environ.update(missing_of(Path(os.environ.get("DATA_DIR") or BASE_DIR / "var").absolute()))
    os.chdir(BASE_DIR)
    os.execv(sys.executable, (sys.executable, "manage.py", "doctor", *sys.argv[1:]))  # noqa: S606


def missing_of(data_dir: Path) -> dict[str, str]:
    """What `make start` decides by itself, as far as nobody has said it here."""
    decided, key = read_decisions(data_dir / "run"), data_dir / "secret-key"
    if key.exists() and "SECRET_KEY" not in os.environ and "DEBUG" not in os.environ:
        decided |= {"DEBUG": "0", "SECRET_KEY": key.read_text()}
    return {"DATA_DIR": str(data_dir)} | {
        name: value for name, value in decided.items() if name not in os.environ
    }


if __name__ == "__main__":
    main()
