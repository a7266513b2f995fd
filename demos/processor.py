"""How much processor a step takes. What counts: see `used`. The page says the same beside the figures."""

import threading
import time

from billiard import current_process

_thread = threading.local()


def used() -> float:
    """Milliseconds of processor that have gone into this work so far.

    In a web server that is this thread: its other threads serve other people. A process of a worker's pool
    has one task at a time: all of it counts, also the threads that a library starts. What a process that it
    has started for the work says of itself is added.
    """
    in_a_pool = getattr(current_process(), "index", None) is not None
    own = time.process_time() if in_a_pool else time.thread_time()
    return 1000 * own + getattr(_thread, "elsewhere", 0.0)


def add(ms: float) -> None:
    """Another process has done so much of this thread's work."""
    _thread.elsewhere = getattr(_thread, "elsewhere", 0.0) + ms


def lap() -> float:
    """Milliseconds of processor since this thread last asked; 0 the first time."""
    now = used()
    took: float = now - getattr(_thread, "lap", now)
    _thread.lap = now
    return round(took, 3)
