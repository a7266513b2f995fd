"""Workers are killed (kill -9) while they have tasks: by chance, one process or the whole worker."""

from contextlib import ExitStack
from pathlib import Path

from benchmarks.torture.chance import chance
from benchmarks.torture.finding import Finding
from benchmarks.torture.workers.ordeal import PEOPLE, Ordeal, undergo
from benchmarks.torture.workers.verdict import judge
from benchmarks.visitor import Visitor
from tests.site import running_site


def ordeal(folder: Path, *, small: bool = False) -> Finding:
    """200 uploads, 50 kills of a process and 2 of the whole worker; small: 16, 8 and 1."""
    uploads, processes, workers = (16, 8, 1) if small else (200, 50, 2)
    what = Ordeal(uploads, processes, workers, chance())
    with running_site(folder / "var") as site, ExitStack() as open_visitors:
        visitors = [open_visitors.enter_context(Visitor(site.url)) for _ in range(PEOPLE)]
        verdict = judge(undergo(what, visitors))
    print("\n".join(verdict.lines), flush=True)
    return verdict.finding
