"""What became of the uploads whose workers were killed by chance."""

from collections.abc import Iterator
from dataclasses import dataclass

from benchmarks.torture.finding import Finding
from benchmarks.torture.people import accepted
from benchmarks.torture.reckoning import reckon
from benchmarks.torture.workers.figures import figures_of
from benchmarks.torture.workers.ordeal import Record
from demos.models import Run


@dataclass(frozen=True)
class Verdict:
    """No `faults`: all is well. `finding` is the row of the table, `lines` say more."""

    finding: Finding
    lines: tuple[str, ...]
    faults: tuple[str, ...]


def judge(record: Record) -> Verdict:
    """Count everything, and compare it with what was asked for."""
    reckoning = reckon(record.people)
    faults = (*_counted(record), *reckoning.faults)
    runs = list(
        Run.objects.filter(pk__in=accepted(record.people)).prefetch_related("spans", "letters", "pictures")
    )
    finding = Finding(
        "worker killed, by chance",
        f"{record.ordeal}, each in the middle of a task",
        f"{reckoning}, after {record.seconds:.0f} s",
        lost=reckoning.lost,
        twice=reckoning.twice,
        held=not faults,
    )
    return Verdict(finding, (*figures_of(record, runs), *(f"  ✗ {fault}" for fault in faults)), faults)


def _counted(record: Record) -> Iterator[str]:
    ordeal = record.ordeal
    counted = {
        "uploads accepted": (len(accepted(record.people)), ordeal.uploads),
        "kills of a process": (record.kills.processes, ordeal.child_kills),
        "kills of the worker": (len(record.kills.away), ordeal.worker_kills),
    }
    for what, (found, expected) in counted.items():
        if found != expected:
            yield f"{what}: {found}, not {expected}"
