"""Was anything lost, or done twice? Asked of the database, of the files, and of the site's own pages."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from django.core.files.storage import default_storage

from benchmarks.torture.finding import Finding
from benchmarks.torture.workers.figures import figures_of
from benchmarks.torture.workers.ordeal import Record
from benchmarks.torture.workers.uploads import Person
from demos.models import Letter, Picture, Run
from demos.noworker.depth import Depth, depth
from demos.upload.imaging import SIZES

JPEG = b"\xff\xd8\xff"


@dataclass(frozen=True)
class Verdict:
    """No `faults`: all is well. `finding` is the row of the table, `lines` say more."""

    finding: Finding
    lines: tuple[str, ...]
    faults: tuple[str, ...]


def judge(record: Record) -> Verdict:
    """Count everything, and compare it with what was asked for."""
    runs = list(Run.objects.prefetch_related("spans", "pictures", "letters"))
    faults = tuple(_faults(record, runs))
    lines = (*figures_of(record, runs), *(f"  ✗ {fault}" for fault in faults))
    return Verdict(_finding(record, runs, held=not faults), lines, faults)


def _finding(record: Record, runs: list[Run], *, held: bool) -> Finding:
    done = sum(run.status == Run.Status.DONE for run in runs)
    letters, images = Letter.objects.count(), Picture.objects.count()
    return Finding(
        "worker killed, by chance",
        f"{record.ordeal}, each in the middle of a task",
        f"{done} runs done, {letters} letters, {images} images, after {record.seconds:.0f} s",
        lost=record.ordeal.uploads - done,
        twice=sum(max(0, run.letters.count() - 1) for run in runs),
        held=held,
    )


def _faults(record: Record, runs: list[Run]) -> Iterator[str]:
    yield from _counted(record, runs)
    for run in runs:
        yield from _of_run(run)
    for person in record.people:
        for run_id in person.runs:
            yield from _of_page(person, run_id)


def _counted(record: Record, runs: list[Run]) -> Iterator[str]:
    ordeal = record.ordeal
    counted = {
        "uploads accepted": (sum(len(person.runs) for person in record.people), ordeal.uploads),
        "runs": (len({run.pk for run in runs}), ordeal.uploads),
        "letters": (Letter.objects.count(), ordeal.uploads),
        "images": (Picture.objects.count(), ordeal.uploads * len(SIZES)),
        "kills of a process": (record.kills.processes, ordeal.child_kills),
        "kills of the worker": (len(record.kills.away), ordeal.worker_kills),
    }
    for what, (found, expected) in counted.items():
        if found != expected:
            yield f"{what}: {found}, not {expected}"
    if (left := depth()) != Depth(0, 0):
        yield f"the queue is not empty: {left}"


def _of_run(run: Run) -> Iterator[str]:
    """As the database and the files have it."""
    if run.status != Run.Status.DONE:
        yield f"run {run.pk}: {run.status} {run.failure}"
    if run.letters.count() != 1:
        yield f"run {run.pk}: {run.letters.count()} letters"
    sizes = [picture.size for picture in run.pictures.all()]
    if sorted(sizes) != sorted(SIZES):
        yield f"run {run.pk}: the sizes {sizes}"
    for picture in run.pictures.all():
        name = str(picture.file.name)
        if not default_storage.exists(name) or default_storage.size(name) != picture.bytes:
            yield f"run {run.pk}: the file of {picture.size} px is not there whole"
    if run.spans.filter(ended_at=None).exists():
        yield f"run {run.pk}: something in it never ended"


def _of_page(person: Person, run_id: UUID) -> Iterator[str]:
    """As its own visitor gets it from the site."""
    report = person.visitor.get(f"/demos/runs/{run_id}/", json=True).json()
    if (report["status"], len(report["emails"]), len(report["images"])) != ("done", 1, len(SIZES)):
        yield f"the page of run {run_id}: {report['status']}, {report['emails']}, {report['images']}"
    for image in report["images"]:
        content = person.visitor.get(image["url"]).content
        if len(content) != image["bytes"] or not content.startswith(JPEG):
            yield f"the page of run {run_id}: {image['url']} is no whole JPEG"
