"""Series of runs: what counts, which one is in the middle, and whose they are."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.utils import timezone

from demos.models import Run, Series, Span, Take
from demos.series import (
    MOST_ROUNDS,
    Entry,
    add_take,
    counted,
    entries_of,
    middle,
    note_wait,
    series_of,
)
from tests.demos.rows import make_run

ME = UUID(int=1)
SETTINGS = {"runs": 3}


def a_run(lane: Run.Lane = Run.Lane.BLOCKING, **fields: Any) -> Run:
    done = {"status": Run.Status.DONE, "response_ms": 1250, "visitor": ME}
    return make_run(lane=lane, **{**done, **fields})


def entries(*waits: float, warm_up: bool = False) -> list[Entry]:
    """One lane's waits, ms, in rounds."""
    series = uuid4()
    for number, wait in enumerate(waits, start=0 if warm_up else 1):
        add_take(a_run(response_ms=wait), series=series, settings=SETTINGS, round_=number)
    return list(entries_of(Series.objects.get()))


@pytest.mark.django_db
class TestMiddle:
    def test_is_the_run_with_the_median_wait(self) -> None:
        found = middle(entries(900, 1500, 1100), "blocking")
        assert found is not None
        assert found.round == 3
        assert str(found.waited) == "1.10 s"

    def test_a_warm_up_does_not_count(self) -> None:
        runs = entries(9000, 900, 1000, 1100, warm_up=True)
        assert [entry.round for entry in counted(runs, "blocking")] == [1, 2, 3]
        assert middle(runs, "blocking") == runs[2]

    def test_until_something_counts_it_is_the_latest(self) -> None:
        found = middle(entries(9000, warm_up=True), "blocking")
        assert found is not None
        assert found.is_warm_up

    def test_a_failed_run_does_not_count(self) -> None:
        add_take(a_run(status="failed", response_ms=5), series=uuid4(), settings=SETTINGS, round_=1)
        (entry,) = entries_of(Series.objects.get())
        assert not entry.counts

    def test_of_a_lane_that_has_not_run(self) -> None:
        assert middle(entries(900), "background") is None


@pytest.mark.django_db
class TestEntries:
    def test_three_figures_kept_apart(self) -> None:
        run = a_run(Run.Lane.BACKGROUND, response_ms=40)
        for name, kind, start, end, processor in [
            ("receive and check", "work", 0, 30, 12.5),
            ("in the queue: sizes", "queue", 35, 2000, None),
            ("resize 1600 px", "work", 50, 900, 400.0),
        ]:
            times = [run.started_at + timedelta(milliseconds=ms) for ms in (start, end)]
            Span.objects.create(
                run=run,
                name=name,
                kind=kind,
                place="web",
                started_at=times[0],
                ended_at=times[1],
                processor_ms=processor,
            )
        add_take(run, series=uuid4(), settings=SETTINGS, round_=1)
        (entry,) = entries_of(Series.objects.get())
        assert [str(figure) for figure in (entry.waited, entry.done, entry.processor)] == [
            "40 ms",
            "900 ms",
            "413 ms",
        ]

    def test_what_is_under_way_has_not_all_of_them(self) -> None:
        run = a_run(Run.Lane.BACKGROUND, response_ms=40, status="queued")
        add_take(run, series=uuid4(), settings=SETTINGS, round_=1)
        (entry,) = entries_of(Series.objects.get())
        assert (str(entry.waited), entry.done, entry.processor) == ("40 ms", None, None)

    def test_waits_are_the_browsers_where_it_measured_all_of_them(self) -> None:
        runs = [a_run(), a_run(Run.Lane.BACKGROUND, response_ms=40)]
        series = uuid4()
        for run in runs:
            add_take(run, series=series, settings=SETTINGS, round_=1)
        assert note_wait(ME, runs[0].pk, 1300.0)
        assert [str(entry.waited) for entry in entries_of(Series.objects.get())] == ["1.25 s", "40 ms"]
        assert note_wait(ME, runs[1].pk, 52.0)
        assert [str(entry.waited) for entry in entries_of(Series.objects.get())] == ["1.30 s", "52 ms"]

    def test_no_browser_can_have_waited_less_than_the_server_worked(self) -> None:
        run = a_run()
        add_take(run, series=uuid4(), settings=SETTINGS, round_=1)
        note_wait(ME, run.pk, 3.0)
        (entry,) = entries_of(Series.objects.get())
        assert str(entry.waited) == "1.25 s"

    def test_a_wait_is_noted_once_and_by_its_own_visitor(self) -> None:
        run = a_run()
        add_take(run, series=uuid4(), settings=SETTINGS, round_=1)
        assert not note_wait(uuid4(), run.pk, 9999.0)
        assert note_wait(ME, run.pk, 1300.0)
        assert not note_wait(ME, run.pk, 9999.0)
        assert Take.objects.get().waited_ms == 1300.0


@pytest.mark.django_db
class TestAddTake:
    def test_runs_with_one_id_and_one_setting_are_one_series(self) -> None:
        series = uuid4()
        for lane in (Run.Lane.BLOCKING, Run.Lane.BACKGROUND, Run.Lane.BLOCKING):
            add_take(a_run(lane), series=series, settings=SETTINGS, round_=None)
        assert sorted(Take.objects.values_list("run__lane", "round")) == [
            ("background", 1),
            ("blocking", 1),
            ("blocking", 2),
        ]

    @pytest.mark.parametrize("other", [{"visitor": uuid4()}, {"scenario": "order"}])
    def test_nobody_gets_into_anothers_series(self, other: dict[str, Any]) -> None:
        series = uuid4()
        add_take(a_run(), series=series, settings=SETTINGS, round_=1)
        add_take(a_run(**other), series=series, settings=SETTINGS, round_=1)
        assert Series.objects.count() == 2
        assert Take.objects.filter(series=series).count() == 1

    def test_other_settings_begin_another_series(self) -> None:
        series = uuid4()
        add_take(a_run(), series=series, settings=SETTINGS, round_=1)
        take = add_take(a_run(), series=series, settings={"runs": 5}, round_=None)
        assert (take.series_id != series, take.round) == (True, 1)

    def test_a_full_one_goes_on_in_another(self) -> None:
        series = uuid4()
        takes = [
            add_take(a_run(), series=series, settings=SETTINGS, round_=None) for _ in range(MOST_ROUNDS + 1)
        ]
        assert [take.round for take in takes] == [*range(1, MOST_ROUNDS + 1), 1]
        assert takes[-1].series_id != series

    def test_whose_it_is(self) -> None:
        series = add_take(a_run(), series=uuid4(), settings=SETTINGS, round_=1).series_id
        assert series_of(ME, series) is not None
        assert series_of(uuid4(), series) is None
        assert series_of(ME, None) is None
        assert Series.objects.get().started_at <= timezone.now()
