"""What the templates of the stage get."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.http import QueryDict
from django.urls import reverse

from demos import workers
from demos.stage import live, loads
from demos.stage.forms import PredictionForm
from demos.stage.models import ACTIVE, LoadTest
from demos.stage.picture import StagePicture, draw
from demos.stage.prediction import Chart, Point, chart, of_slots, of_workers
from demos.stage.queueing_theory import Station
from demos.stage.recording import Recording

MS_BETWEEN_LOOKS = 400


@dataclass(frozen=True)
class Showing:
    """A test as a page shows it. `again`: where to look while it is on; `elapsed`: ms in its lane."""

    test: LoadTest | None
    picture: StagePicture
    doing: str
    elapsed: float
    again: str
    announced: str


def newest() -> LoadTest | None:
    """The test that is on, else the last one that was."""
    return LoadTest.objects.first()


def showing(test: LoadTest | None) -> Showing:
    """A test that is on as it is this moment, another as it was in the end."""
    if test and test.is_active:
        test = _settled(test)
    recording = _seen_of(test)
    slots = test.machine["slots"] if test else settings.STAGE_SLOTS
    again = reverse("demos:stage_live", query={"test": test.pk}) if test and test.is_active else ""
    return Showing(
        test=test,
        picture=draw(recording, slots),
        doing=recording.doing,
        elapsed=recording.lanes[-1].now if recording.lanes else 0.0,
        again=again,
        announced=_announcement(test, recording),
    )


def records() -> QuerySet[LoadTest]:
    """The tests that are kept, newest first, without their series."""
    return LoadTest.objects.exclude(state__in=ACTIVE).defer("result")


def prediction(data: QueryDict, kept: Sequence[LoadTest]) -> dict[str, Any]:
    """The charts for what the sliders say, from the newest tests' own service times; none before any test."""
    points = [Point(**point) for test in kept for point in test.points]
    blocking = next((point for point in points if point.lane == "blocking"), None)
    background = next((point for point in points if point.tasks), None)
    usual_rate = round(0.7 * settings.STAGE_SLOTS / blocking.service, 1) if blocking else 1.0
    form = PredictionForm(data)
    sliders = form.sliders(workers.status().workers, usual_rate)
    slots, crew, rate = int(sliders["slots"]), int(sliders["workers"]), sliders["rate"]
    charts: list[Chart] = []
    if blocking:
        charts.append(chart("slots", Station(slots, blocking.service, rate), of_slots(points)))
    if background:
        each = background.tasks / background.users
        charts.append(
            chart("workers", Station(crew, background.task_service, rate * each), of_workers(points))
        )
    return {
        "charts": charts,
        "sliders": sliders,
        "at_once": sum(point.rate is None for point in points),
        "background": background,
        "most_rate": max((item.most_rate for item in charts), default=10.0),
        "tasks_each": round(background.tasks / background.users) if background else 0,
    }


def _settled(test: LoadTest) -> LoadTest:
    try:
        loads.settle()
    except live.Unreached:
        return test
    test.refresh_from_db()
    return test


def _seen_of(test: LoadTest | None) -> Recording:
    if test is None:
        return Recording()
    if test.is_active:
        return live.picture_of(test.pk) or Recording(doing="The test is about to start")
    return test.recording


def _announcement(test: LoadTest | None, recording: Recording) -> str:
    """Said once for each lane, when everybody in it has a reply; and when the test is over."""
    if test is None:
        return ""
    over = [play.lane for play in recording.lanes if play.over]
    if not test.is_active:
        return f"The load test is over: {test.get_state_display()}."
    return (
        f"The {over[-1]} lane: nobody waits any more." if over else f"Load test: {test.get_state_display()}."
    )
