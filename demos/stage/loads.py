"""The life of a load test: begun by a presenter, played by a worker, ended in a stated state in any case."""

import asyncio
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.conf import settings
from django.utils import timezone

from demos import workers
from demos.machine import machine
from demos.models import Run
from demos.stage import cleaning, live, load, measured, phones
from demos.stage.load import LONGEST, Lost, NeverFree, Plan
from demos.stage.models import ACTIVE, LoadTest
from demos.stage.recording import Recording
from demos.stage.watching import Watch
from demos.upload.samples import find_sample

KEPT = 30
SECONDS_TO_CLEAR_AWAY = 5
SECONDS_BETWEEN_TRIES = 0.1
BOTH = "both"
MEGAPIXELS = 2
NOT_FREE = "The slots are still full of what was there before. Try again in a minute."
UNEXPECTED = "Something went wrong that should not have. What it was is written in the worker's log."

State = LoadTest.State


@dataclass(frozen=True)
class Wish:
    """What a presenter asks for. The users come within `seconds`, 0 for all at once; `lane` may be BOTH."""

    users: int
    seconds: int
    lane: str
    mail_delay_ms: int
    sample: str

    @property
    def lanes(self) -> list[str]:
        """The blocking lane first: it leaves no work behind that would slow the other."""
        return list(Run.Lane.values) if self.lane == BOTH else [self.lane]


class Busy(Exception):
    """Somebody else's test is on."""

    def __init__(self, test: LoadTest | None, now: datetime) -> None:
        super().__init__("Another load test is on.")
        self.test = test
        self.seconds = _seconds_left(test, now) if test else live.SECONDS_TO_BEGIN


def begin(wish: Wish, *, presenter: str, now: datetime) -> LoadTest:
    """A new test, which has the stage; the caller queues it. Raises Busy, or live.Unreached."""
    settle()
    test_id = uuid4()
    if holder := _claim(test_id):
        raise Busy(LoadTest.objects.filter(pk=holder).defer("result").first(), now)
    photo = find_sample(wish.sample)
    chosen = {
        "users": wish.users,
        "seconds": wish.seconds,
        "lanes": wish.lanes,
        "mail_delay_ms": wish.mail_delay_ms,
        "sample": photo.id,
        "photo": f"{photo.title}, {MEGAPIXELS} MP",
        "photo_bytes": photo.path(MEGAPIXELS).stat().st_size,
    }
    return LoadTest.objects.create(
        pk=test_id, presenter=presenter, settings=chosen, machine=_setting(), started=now
    )


def carry_out(test_id: UUID) -> None:
    """Play the test that was begun, and clean up after it. Whatever happens, it ends in a stated state."""
    test = LoadTest.objects.get(pk=test_id)
    if not live.hold(test_id) or not _turn(test, State.RUNNING, before=(State.WAITING,)):
        end(test, State.BROKEN_OFF, failure="It began too late.")
        return
    try:
        recording, stopped = asyncio.run(_play(plan_of(test)))
        recording = measured.with_service(recording, test)
        end(test, State.STOPPED if stopped else State.DONE, recording)
        with suppress(live.Unreached):  # then they take part again
            phones.forget(recording)
    except Lost:
        end(test, State.BROKEN_OFF, live.picture_of(test_id), "It was not heard of for too long.")
    except NeverFree:
        end(test, State.FAILED, live.picture_of(test_id), NOT_FREE)
    except Exception:
        end(test, State.FAILED, live.picture_of(test_id), UNEXPECTED)
        raise
    finally:
        cleaning.clean_up_after(test)
        live.leave(test_id)


def plan_of(test: LoadTest) -> Plan:
    """What is to be played."""
    asked: Mapping[str, Any] = test.settings
    return Plan(
        test=test.pk,
        stage=settings.STAGE_URL,
        lanes=tuple(asked["lanes"]),
        users=asked["users"],
        spread=asked["seconds"],
        mail_delay_ms=asked["mail_delay_ms"],
        photo=find_sample(asked["sample"]).path(MEGAPIXELS).read_bytes(),
    )


def end(test: LoadTest, state: State, recording: Recording | None = None, failure: str = "") -> None:
    """Write down how it ended, unless that has been written before."""
    test.state, test.failure, test.ended = state, failure, timezone.now()
    if recording:
        test.recording = replace(recording, doing="")
        test.points = measured.points_of(test, recording)
    still = LoadTest.objects.filter(pk=test.pk, state__in=ACTIVE)
    still.update(
        state=test.state, failure=test.failure, ended=test.ended, result=test.result, points=test.points
    )


def settle() -> None:
    """End the tests that nobody plays any more: their generator has died, or never began.

    Raises live.Unreached: then nobody knows.
    """
    active = list(LoadTest.objects.filter(state__in=ACTIVE))
    holder = (
        live.holder() if active else None
    )  # asked last: whoever is active then has taken the stage before
    for test in active:
        if test.pk != holder:
            end(test, State.BROKEN_OFF, live.picture_of(test.pk), "The worker that played it is gone.")


def sweep(now: datetime) -> None:
    """Only the newest KEPT tests are kept; what their users left is removed, also what came late."""
    too_old = LoadTest.objects.exclude(state__in=ACTIVE).order_by("-started").values_list("pk", flat=True)
    LoadTest.objects.filter(pk__in=list(too_old[KEPT:])).delete()
    for test in LoadTest.objects.exclude(state__in=ACTIVE).filter(ended__gt=now - cleaning.STRAGGLERS):
        cleaning.clean_up_after(test)


async def _play(plan: Plan) -> tuple[Recording, bool]:
    async with Watch(plan.test) as watch:
        return await load.play(plan, watch)


def _claim(test_id: UUID) -> UUID | None:
    """Take the stage; returns None, or who has it. One that is over, and is clearing away, is waited for."""
    limit = time.monotonic() + SECONDS_TO_CLEAR_AWAY
    while holder := live.claim(test_id):
        on = LoadTest.objects.filter(pk=holder, state__in=ACTIVE).exists()
        if on or time.monotonic() > limit:
            return holder
        time.sleep(SECONDS_BETWEEN_TRIES)
    return None


def _turn(test: LoadTest, state: State, *, before: tuple[State, ...]) -> bool:
    return bool(LoadTest.objects.filter(pk=test.pk, state__in=before).update(state=state))


def _setting() -> dict[str, Any]:
    """The machine, and how much there is of what the test is about."""
    crew = workers.status()
    return {**machine(), "slots": settings.STAGE_SLOTS, "workers": crew.workers}


def _seconds_left(test: LoadTest, now: datetime) -> int:
    lasts = timedelta(seconds=LONGEST)
    return max(1, round((test.started + lasts - now).total_seconds()))
