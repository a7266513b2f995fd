"""Work that needs a processor and nothing else: always the same amount of it."""

import hashlib

from demos import runs
from demos.models import Run
from demos.spans import span

PART = "full"  # of the scenario
CRUNCH = "processor work"
# As when a password is checked, several times over. It leaves the interpreter free for other threads.
ROUNDS = 1_200_000


def crunch(run: Run) -> None:
    """Do the work, and mark the run done. Done twice, it does no harm."""
    with span(run.pk, CRUNCH):
        hashlib.pbkdf2_hmac("sha256", b"behind the scenes", run.pk.bytes, ROUNDS)
    runs.finish_run(run.pk)
