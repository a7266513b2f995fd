"""Whether an ordeal would see what must not happen."""

from dataclasses import dataclass
from random import Random
from typing import Any
from uuid import UUID, uuid4

import pytest

from benchmarks.torture.people import Person
from benchmarks.torture.workers.kills import Kills
from benchmarks.torture.workers.ordeal import Ordeal, Record
from benchmarks.torture.workers.verdict import Verdict, judge
from demos import spans
from demos.models import Run
from demos.upload.imaging import SIZES
from tests.demos.rows import add_letter, add_pictures, make_run

CHANCE = Random(1)  # noqa: S311


@dataclass
class Reply:
    """As httpx gives it."""

    content: bytes
    document: Any = None

    def json(self) -> Any:
        return self.document


class Pages:
    """What a visitor gets: of each run what a site would say where all is well, but for `wrong`."""

    def __init__(self, image: bytes = b"\xff\xd8\xff", **wrong: Any) -> None:
        self.image, self.wrong = image, wrong

    def get(self, path: str, *, json: bool = False) -> Reply:
        images = [{"url": f"{path}{size}/", "bytes": 3} for size in SIZES]
        return Reply(self.image, {"status": "done", "emails": ["one"], "images": images, **self.wrong})


def done_run() -> Run:
    run = make_run(status=Run.Status.DONE)
    add_pictures(run)
    add_letter(run)
    return run


def verdict(*runs: UUID, pages: Pages | None = None, uploads: int | None = None, kills: int = 0) -> Verdict:
    person = Person(pages or Pages(), list(runs))  # type: ignore[arg-type]  # as much of a visitor as is used
    ordeal = Ordeal(len(runs) if uploads is None else uploads, 0, 0, CHANCE)
    return judge(Record(ordeal, (person,), Kills(processes=kills), 1.0))


@pytest.mark.django_db
@pytest.mark.usefixtures("broker")
class TestVerdict:
    def test_all_is_well(self) -> None:
        assert verdict(done_run().pk, done_run().pk).faults == ()

    def test_a_run_that_is_not_there(self) -> None:
        gone = uuid4()
        found = verdict(done_run().pk, gone)
        assert found.faults == (f"run {gone} is not there",)
        assert (found.finding.lost, found.finding.held) == (1, False)

    def test_an_upload_that_was_not_accepted(self) -> None:
        assert verdict(done_run().pk, uploads=2).faults[0] == "uploads accepted: 1, not 2"

    @pytest.mark.parametrize("letters", [0, 2])
    def test_no_letter_or_two(self, letters: int) -> None:
        run = make_run(status=Run.Status.DONE)
        add_pictures(run)
        for _ in range(letters):
            add_letter(run)
        assert verdict(run.pk).faults == (f"run {run.pk}: {letters} letters",)

    def test_a_size_is_missing(self) -> None:
        run = done_run()
        run.pictures.filter(size=96).delete()
        assert verdict(run.pk).faults == (f"run {run.pk}: the sizes [1600, 800, 320]",)

    def test_a_file_is_missing(self) -> None:
        run = done_run()
        run.pictures.get(size=320).file.delete(save=False)
        faults = verdict(run.pk).faults
        assert faults == (f"run {run.pk}: the file of 320 px is not there whole", "1 rows without their file")

    def test_a_run_that_failed(self) -> None:
        run = done_run()
        run.status, run.failure = Run.Status.FAILED, "The photo is damaged."
        run.save()
        assert verdict(run.pk).faults == (f"run {run.pk}: failed The photo is damaged.",)

    def test_a_step_that_never_ended(self) -> None:
        run = done_run()
        spans.open_wait(run.pk, "trying again: email")
        assert verdict(run.pk).faults == (f"run {run.pk}: something in it never ended",)

    @pytest.mark.parametrize("wrong", [{"status": "working"}, {"emails": []}, {"emails": ["one", "two"]}])
    def test_a_page_that_says_otherwise(self, wrong: dict[str, Any]) -> None:
        (fault,) = verdict(done_run().pk, pages=Pages(**wrong)).faults
        assert fault.startswith("the page of run")

    @pytest.mark.parametrize("content", [b"", b"\xff\xd8", b"<html>"])
    def test_a_page_whose_images_are_none(self, content: bytes) -> None:
        faults = verdict(done_run().pk, pages=Pages(content)).faults
        assert len(faults) == 4
        assert all(fault.endswith("is no whole JPEG") for fault in faults)

    def test_kills_that_were_not_made(self) -> None:
        assert verdict(done_run().pk, kills=3).faults == ("kills of a process: 3, not 0",)
