"""A program that keeps one core busy: `burner.py SECONDS NICENESS STARTER`, the last being a process id.

It ends by itself when its time is over, or when its starter is no more, however that ended. Run as a file, so
that it starts at once and holds no part of the site.
"""

import os
import sys
import time

ROUNDS = 20_000  # between two looks: about a millisecond


def burn(seconds: float, starter: int) -> None:
    """Use a processor for so long, or until the parent process is another one."""
    until = time.monotonic() + seconds
    while time.monotonic() < until and os.getppid() == starter:
        for _ in range(ROUNDS):
            pass


if __name__ == "__main__":
    os.nice(int(sys.argv[2]))
    burn(float(sys.argv[1]), int(sys.argv[3]))
