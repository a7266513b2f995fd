"""Become another program, but not one that outlives its parent: `tied.py PROGRAM [ARGUMENT ...]`.

Run as a file, because importing the site first would cost every program of the tree half a second.
"""

import ctypes
import os
import signal
import sys

PR_SET_PDEATHSIG = 1  # linux/prctl.h: the signal a process gets when its parent dies


def end_with_parent(number: signal.Signals) -> None:
    """Let this process get that signal when its parent dies, however it dies. Linux only."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, number)


if __name__ == "__main__":
    end_with_parent(signal.SIGKILL)
    os.execvp(sys.argv[1], sys.argv[1:])  # noqa: S606
