"""Was anything lost, or done twice? Asked of the database, of the files, and of the site's own pages."""

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from uuid import UUID

import httpx
from django.core.files.storage import default_storage

from benchmarks.torture.leftovers import sweep_up
from benchmarks.torture.people import ORDER, UPLOAD, Person, accepted
from demos.models import Letter, Picture, Run
from demos.order.models import Charge
from demos.order.orders import id_of
from demos.upload.imaging import SIZES

JPEG = b"\xff\xd8\xff"
SECONDS_TO_COME_BACK = 10


@dataclass(frozen=True)
class Reckoning:
    """`lost`: accepted runs that are not done; `twice`: letters, images and charges beyond the one.
    `strays`: files that no row knew, before the sweep. `faults`: whatever is not as it should be, in words.
    """

    runs: int
    letters: int
    images: int
    lost: int
    twice: int
    strays: int
    faults: tuple[str, ...]

    def __str__(self) -> str:
        swept = f", {self.strays} stray files swept" if self.strays else ""
        return f"{self.runs} runs done, {self.letters} letters, {self.images} images{swept}"


def reckon(people: Sequence[Person]) -> Reckoning:
    """Once nobody works any more: compare what is there with what the site had accepted."""
    wanted = accepted(people)
    runs = list(Run.objects.filter(pk__in=wanted).prefetch_related("spans", "pictures", "letters"))
    faults = {run.pk: list(_of_run(run)) for run in runs}
    for run_id in wanted.difference(faults):
        faults[run_id] = [f"run {run_id} is not there"]
    for person in people:
        for run_id in person.runs:
            faults[run_id] += _of_page(person, run_id)
    left = sweep_up()
    return Reckoning(
        runs=sum(run.status == Run.Status.DONE for run in runs),
        letters=Letter.objects.filter(run__in=wanted).count(),
        images=Picture.objects.filter(run__in=wanted).count(),
        lost=len(wanted) - sum(run.status == Run.Status.DONE for run in runs),
        twice=sum(map(_twice, runs)),
        strays=left.strays,
        faults=(*(fault for of_run in faults.values() for fault in of_run), *left.faults),
    )


def _of_run(run: Run) -> Iterator[str]:
    """As the database and the files have it."""
    if run.status != Run.Status.DONE:
        yield f"run {run.pk}: {run.status} {run.failure}"
    if run.letters.count() != 1:
        yield f"run {run.pk}: {run.letters.count()} letters"
    if run.scenario == UPLOAD:
        yield from _of_pictures(run)
    if run.scenario == ORDER and (charges := Charge.objects.filter(order_id=id_of(run)).count()) != 1:
        yield f"run {run.pk}: {charges} charges"
    if run.spans.filter(ended_at=None).exists():
        yield f"run {run.pk}: something in it never ended"


def _of_pictures(run: Run) -> Iterator[str]:
    sizes = [picture.size for picture in run.pictures.all()]
    if sorted(sizes) != sorted(SIZES):
        yield f"run {run.pk}: the sizes {sizes}"
    for picture in run.pictures.all():
        name = str(picture.file.name)
        if not default_storage.exists(name) or default_storage.size(name) != picture.bytes:
            yield f"run {run.pk}: the file of {picture.size} px is not there whole"


def _twice(run: Run) -> int:
    charges = Charge.objects.filter(order_id=id_of(run)).count() if run.scenario == ORDER else 0
    images = run.pictures.count() - len({picture.size for picture in run.pictures.all()})
    return max(0, run.letters.count() - 1) + max(0, charges - 1) + images


def _of_page(person: Person, run_id: UUID) -> Iterator[str]:
    """As its own visitor gets it from the site."""
    report = person.visitor.get(f"/demos/runs/{run_id}/", json=True).json()
    if (report["status"], len(report["emails"])) != ("done", 1):
        yield f"the page of run {run_id}: {report['status']}, {report['emails']}"
    for image in report["images"]:
        content = _content(person, image["url"])
        if len(content) != image["bytes"] or not content.startswith(JPEG):
            yield f"the page of run {run_id}: {image['url']} is no whole JPEG"


def _content(person: Person, url: str) -> bytes:
    """For a moment after its return a storage still counts as away, and the site says when to ask again."""
    limit = time.monotonic() + SECONDS_TO_COME_BACK
    while True:
        try:
            return person.visitor.get(url).content
        except httpx.HTTPStatusError as error:
            away = error.response.status_code == HTTPStatus.SERVICE_UNAVAILABLE
            if not away or time.monotonic() > limit:
                raise
            time.sleep(1)
