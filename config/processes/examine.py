"""`make doctor`: the doctor, in the environment of the site that `make start` runs from this folder."""

import os
import sys
from pathlib import Path

from config.processes.sockets import BROKER

BASE_DIR = Path(__file__).resolve().parents[2]


def main() -> None:
    """Become `manage.py doctor`, with the same arguments."""
    os.environ.update(missing_of(Path(os.environ.get("DATA_DIR") or BASE_DIR / "var").absolute()))
    os.chdir(BASE_DIR)
    os.execv(sys.executable, (sys.executable, "manage.py", "doctor", *sys.argv[1:]))  # noqa: S606


def missing_of(data_dir: Path) -> dict[str, str]:
    """What `make start` decides by itself, as far as nobody has said it: the key, and a broker of its own."""
    found, key, broker = {"DATA_DIR": str(data_dir)}, data_dir / "secret-key", data_dir / "run" / BROKER
    if key.exists() and "SECRET_KEY" not in os.environ and "DEBUG" not in os.environ:
        found |= {"DEBUG": "0", "SECRET_KEY": key.read_text()}
    if broker.is_socket() and "REDIS_URL" not in os.environ:
        found["REDIS_URL"] = f"unix://{broker}"
    return found


if __name__ == "__main__":
    main()
