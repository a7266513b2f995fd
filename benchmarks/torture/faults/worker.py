"""Workers are killed (kill -9): by chance, and at every step of a task, alone or with their whole host."""

from collections.abc import Iterator
from pathlib import Path

from benchmarks.torture.chance import chance
from benchmarks.torture.finding import Finding
from benchmarks.torture.people import ORDER, SIGNUP, UPLOAD, people
from benchmarks.torture.site import Tortured, tortured_site
from benchmarks.torture.workers import steps
from benchmarks.torture.workers.every_step import Kills, Way, kill_at_each
from benchmarks.torture.workers.ordeal import PEOPLE, Ordeal, undergo
from benchmarks.torture.workers.verdict import judge

STOPPING = "benchmarks.torture.workers.stopping_settings"
OF_A_PROCESS = {UPLOAD: steps.UPLOAD, SIGNUP: steps.SIGNUP, ORDER: steps.ORDER}
OF_A_WORKER = {**OF_A_PROCESS, UPLOAD: (*steps.UPLOAD, *steps.IN_MAIN)}
OF_A_HOST = {UPLOAD: steps.WORST}  # each costs a start of the whole site


def ordeal(folder: Path, *, small: bool = False) -> Iterator[Finding]:
    """Small: of whole workers one, and a process at each step of an upload; none by chance."""
    if not small:
        with tortured_site(folder / "var") as site:
            yield _by_chance(site)
    with tortured_site(folder / "var", DJANGO_SETTINGS_MODULE=STOPPING) as site:
        if small:
            one = Kills(Way.WORKER, {UPLOAD: (steps.TOLD,)})
            yield kill_at_each(site, one, Kills(Way.PROCESS, {UPLOAD: steps.UPLOAD}))
        else:
            yield kill_at_each(site, Kills(Way.PROCESS, OF_A_PROCESS))
            yield kill_at_each(site, Kills(Way.WORKER, OF_A_WORKER))
            yield kill_at_each(site, Kills(Way.HOST, OF_A_HOST))


def _by_chance(site: Tortured) -> Finding:
    with people(site.url, PEOPLE) as crowd:
        verdict = judge(undergo(Ordeal(200, 50, 2, chance()), crowd))
    print("\n".join(verdict.lines), flush=True)
    return verdict.finding
