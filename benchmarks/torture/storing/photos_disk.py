"""The disk of the photos is filled while people upload in both lanes; then there is room again."""

from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager

from benchmarks.torture.finding import Finding
from benchmarks.torture.learning.kept import counts, half_written
from benchmarks.torture.learning.learner import Learner, Tally
from benchmarks.torture.people import UPLOAD, Person, people
from benchmarks.torture.reckoning import reckon
from benchmarks.torture.storing.disks import Disk
from benchmarks.torture.storing.refusals import (
    BACKGROUND,
    BLOCKING,
    SECONDS_FOR_A_PAGE,
    WORDS,
    Reply,
    upload,
    upload_in_vain,
)
from benchmarks.torture.storing.rows import tried_again
from benchmarks.torture.waiting import wait_until_over
from demos.models import Picture
from tests.demos.waiting import wait_until

LANES = (BACKGROUND, BLOCKING)
SECONDS_TO_NOTICE = 90


def fill_below_photos(url: str, disk: Disk, *, visitors: int, uploads: int) -> Finding:
    """So many uploads of each are queued, and one more sent in each lane, when the disk is suddenly full."""
    tally, before = Tally(), tried_again()
    with people(url, visitors) as crowd:
        for person in crowd:
            for _ in range(uploads):
                person.begin(UPLOAD)
        with _on_their_way(crowd) as sent:
            wait_until(Picture.objects.exists, SECONDS_TO_NOTICE)
            with disk.full():
                wait_until(lambda: tried_again() > before, SECONDS_TO_NOTICE)
                refusals = upload_in_vain(crowd, LANES)
                learner = _learn(url, tally)
            replies = [reply.result() for reply in sent]
        wait_until_over(crowd)
        found, tried = reckon(crowd), tried_again() - before
    refused = sum(reply.is_refused(WORDS) for reply in replies)
    accepted = sum(reply.is_accepted for reply in replies)
    answers = learner.accepted["answers"]
    return Finding(
        fault="disk full below the photos",
        done=f"in the middle of {visitors * uploads} queued uploads and {len(sent)} more in both lanes",
        seen=f"of those on their way {accepted} accepted, {refused} refused; then {refusals}; {answers} quiz "
        f"answers, each in {tally.longest:.1f} s; {tried} times a task waited for room; with room again "
        f"{found}",
        lost=found.lost + answers - counts()["answers"],
        twice=found.twice,
        held=refusals.held
        and accepted + refused == len(replies)
        and tried > 0
        and _is_undisturbed(tally)
        and not (found.faults or half_written()),
    )


@contextmanager
def _on_their_way(crowd: Sequence[Person]) -> Iterator[Sequence[Future[Reply]]]:
    """One upload of each person in each lane, which nobody waits for."""
    with ThreadPoolExecutor(len(crowd) * len(LANES)) as threads:
        yield [threads.submit(upload, person, lane, json=True) for person in crowd for lane in LANES]


def _learn(url: str, tally: Tally) -> Learner:
    """Somebody who uploads nothing takes a quiz."""
    learner = Learner([url], tally)
    learner.take_quiz()
    learner.browser.close()
    return learner


def _is_undisturbed(tally: Tally) -> bool:
    return not tally.unwanted and tally.longest < SECONDS_FOR_A_PAGE
