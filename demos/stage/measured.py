"""What the servers themselves took, read from the runs' own rows before they are removed."""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import asdict, replace
from datetime import timedelta

from django.db.models import QuerySet

from demos.durations import SECOND
from demos.models import Run, Span
from demos.spans import WEB
from demos.stage import live, phones
from demos.stage.figures import figures_of
from demos.stage.models import LoadTest
from demos.stage.prediction import Point
from demos.stage.recording import LanePlay, Outcome, Recording, Service
from demos.stage.users import visitors_of
from demos.upload.forms import SCENARIO


def with_service(recording: Recording, test: LoadTest) -> Recording:
    """The recording with what the slots and the workers took for each lane."""
    return replace(recording, lanes=tuple(_with_service(play, test) for play in recording.lanes))


def points_of(test: LoadTest, recording: Recording) -> list[dict[str, object]]:
    """What is kept of the test for the prediction: the lanes in which everybody was served."""
    return [asdict(point) for play in recording.lanes if (point := _point(play, test))]


def _point(play: LanePlay, test: LoadTest) -> Point | None:
    seconds = test.settings["seconds"]
    waits = [seat.wait(play.now) for seat in play.seats if seat.outcome == Outcome.SERVED]
    if not play.requests or figures_of(play).counts.served < len(play.seats):
        return None
    tasks = play.tasks or Service(0, 0.0, 0.0)
    return Point(
        lane=play.lane,
        users=len(play.seats),
        rate=len(play.seats) / seconds if seconds else None,
        response=sum(waits) / len(waits) / SECOND,
        service=play.requests.mean / SECOND,
        tasks=tasks.count,
        task_service=tasks.mean / SECOND,
        task_wait=(tasks.wait or 0.0) / SECOND,
        slots=test.machine["slots"],
        workers=test.machine["workers"],
    )


def _with_service(play: LanePlay, test: LoadTest) -> LanePlay:
    runs = _runs_of(play, test).exclude(response_ms=None)
    requests = list(runs.values_list("response_ms", flat=True))
    spans = Span.objects.filter(run__in=runs, ended_at__isnull=False).exclude(place=WEB)
    lasted = [(span.kind, span.ended_at - span.started_at) for span in spans if span.ended_at]
    # A wait begins by the web server's clock and ends by a worker's, which may be behind.
    waits = [max(0.0, _ms(took)) for kind, took in lasted if kind == Span.Kind.QUEUE]
    works = [_ms(took) for kind, took in lasted if kind != Span.Kind.QUEUE]
    return replace(
        play,
        requests=Service(len(requests), _mean(requests)) if requests else None,
        tasks=Service(len(waits), sum(works) / len(waits), _mean(waits)) if waits else None,
    )


def _runs_of(play: LanePlay, test: LoadTest) -> QuerySet[Run]:
    """Also those of the phones, who upload on other occasions, too."""
    visitors = visitors_of(test.pk, play.lane, len(play.seats))
    with suppress(live.Unreached):
        visitors += phones.visitors_of(play.seats)
    return Run.objects.filter(
        visitor__in=visitors, scenario=SCENARIO, lane=play.lane, started_at__gte=test.started
    )


def _mean(values: Iterable[float | None]) -> float:
    known = [value for value in values if value is not None]
    return sum(known) / len(known)


def _ms(duration: timedelta) -> float:
    return duration.total_seconds() * SECOND
