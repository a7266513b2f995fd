"""What the learners met, phase by phase, and whether all of it was as it must be."""

from collections import Counter
from collections.abc import Iterator, Sequence
from http import HTTPStatus

from benchmarks.torture.broker.crowd import Crowd
from benchmarks.torture.broker.learner import Learner, Reply
from learners.models import User
from quizzes.models import Answer
from tutorial.models import Review

SECONDS_TO_ANSWER = 2.0
EXPECTED = {HTTPStatus.SERVICE_UNAVAILABLE, HTTPStatus.TOO_MANY_REQUESTS}  # besides everything below 400


def slowest(replies: Sequence[Reply], phase: str) -> Reply:
    """The slowest reply to what was asked in that phase."""
    return max((reply for reply in replies if reply.phase == phase), key=lambda reply: reply.seconds)


def lines(replies: Sequence[Reply], phases: Sequence[str]) -> Iterator[str]:
    """A line for each phase."""
    for phase in phases:
        asked = sorted(reply.seconds for reply in replies if reply.phase == phase)
        last = slowest(replies, phase)
        median = asked[len(asked) // 2]
        yield (
            f"  {phase:<28} {len(asked):>4} replies, median {median:.2f} s, "
            f"slowest {last.seconds:.2f} s ({last.to}: {last.status})"
        )


def faults(crowd: Crowd, well: str, phases: Sequence[str]) -> Iterator[str]:
    """What must not be. The machine may be busy: each page is allowed what the slowest took while all was
    `well`, besides its two seconds.
    """
    replies = crowd.replies()
    bound = SECONDS_TO_ANSWER + slowest(replies, well).seconds
    for phase in phases:
        if (last := slowest(replies, phase)).seconds > bound:
            yield f"{phase}: {last.to} took {last.seconds:.1f} s"
    for (to, status), count in Counter((reply.to, reply.status) for reply in replies).items():
        if not 0 < status < HTTPStatus.BAD_REQUEST and status not in EXPECTED:
            yield f"{to}: {count} times {status}"
    if unsaid := sum(learner.unsaid for learner in crowd.learners):
        yield f"{unsaid} runs were kept without a word of it"
    yield from _kept(crowd.learners)
    yield from (f"a learner gave up: {error!r}" for error in crowd.died)


def _kept(learners: Sequence[Learner]) -> Iterator[str]:
    """What the site has said yes to, in the tables."""
    counted = {
        "answers": (Answer.objects.count(), sum(learner.answers for learner in learners)),
        "grades": (Review.objects.count(), sum(learner.grades for learner in learners)),
        "accounts": (User.objects.count(), sum(learner.accounts for learner in learners)),
    }
    for what, (found, accepted) in counted.items():
        if found != accepted:
            yield f"{accepted} {what} were accepted, and {found} are there"
