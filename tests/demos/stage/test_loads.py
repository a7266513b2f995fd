"""The life of a load test: each ends in a stated state, and leaves nothing behind."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.core.files.storage import default_storage
from django.utils import timezone

from demos.models import Run, Span
from demos.stage import live, load, loads, phones, tasks
from demos.stage.load import Lost, NeverFree, Plan
from demos.stage.loads import Busy, Wish
from demos.stage.models import LoadTest
from demos.stage.phones import Phone
from demos.stage.recording import Outcome, Recording, Seat, Service, to_values
from demos.stage.users import visitors_of
from tests.demos.broker import RunningBroker
from tests.demos.rows import add_pictures, make_run
from tests.demos.stage.plays import both_lanes, play, served
from tests.demos.stage.rows import make_test

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("redis", "small_samples", "two_workers"),
]

State = LoadTest.State
WISH = Wish(users=4, seconds=0, lane=loads.BOTH, mail_delay_ms=800, sample="lighthouse")


def begin() -> LoadTest:
    return loads.begin(WISH, presenter="Ada", now=timezone.now())


def acted(
    monkeypatch: pytest.MonkeyPatch,
    *,
    stopped: bool = False,
    error: Exception | None = None,
    recording: Recording | None = None,
) -> list[Plan]:
    """Instead of letting users go: what would come of it. Returns the plans that were played."""
    plans: list[Plan] = []

    async def perform(plan: Plan, _: object) -> tuple[Recording, bool]:
        plans.append(plan)
        if error:
            raise error
        return recording or both_lanes(), stopped

    monkeypatch.setattr(load, "play", perform)
    return plans


def leave_runs(test: LoadTest) -> list[Run]:
    """What two users of each lane leave behind."""
    runs = [
        make_run(visitor=visitor, lane=lane, response_ms=900.0)
        for lane in ("blocking", "background")
        for visitor in visitors_of(test.pk, lane, 2)
    ]
    for run in runs:
        add_pictures(run)
    return runs


class TestBegin:
    def test_has_the_stage_and_says_what_is_asked_for(self) -> None:
        test = begin()

        assert live.holder() == test.pk
        assert test.settings["lanes"] == ["blocking", "background"]
        assert test.settings["photo"] == "Lighthouse, 2 MP"
        assert test.settings["photo_bytes"] > 0
        assert test.machine["workers"] == 2
        assert test.machine["slots"] == 4

    def test_a_second_presenter_is_told_who_is_on_and_for_how_long(self) -> None:
        first = begin()
        with pytest.raises(Busy) as busy:
            begin()

        assert busy.value.test == first
        assert 0 < busy.value.seconds <= load.LONGEST
        assert LoadTest.objects.count() == 1

    def test_waits_for_one_that_is_over_and_is_clearing_away(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(live, "SECONDS_HELD", 1)
        over = begin()
        loads.end(over, State.DONE)
        assert live.hold(over.pk)  # for a second

        assert begin().state == State.WAITING

    def test_but_not_for_ever(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(loads, "SECONDS_TO_CLEAR_AWAY", 0)
        over = begin()
        loads.end(over, State.DONE)

        with pytest.raises(Busy):
            begin()

    def test_after_one_that_nobody_plays(self) -> None:
        abandoned = begin()
        live.leave(abandoned.pk)  # as time does
        begin()
        abandoned.refresh_from_db()

        assert abandoned.state == State.BROKEN_OFF
        assert abandoned.ended
        assert "gone" in abandoned.failure


class TestCarryOut:
    def test_to_its_end(self, monkeypatch: pytest.MonkeyPatch) -> None:
        plans = acted(monkeypatch)
        test = begin()
        tasks.play(test.pk)
        test.refresh_from_db()

        assert (test.state, test.failure) == (State.DONE, "")
        assert test.ended
        assert live.holder() is None
        assert plans[0].users == 4
        assert plans[0].photo.startswith(b"\xff\xd8")
        assert [len(play.seats) for play in test.recording.lanes] == [4, 4]

    def test_stopped(self, monkeypatch: pytest.MonkeyPatch) -> None:
        acted(monkeypatch, stopped=True)
        test = begin()
        tasks.play(test.pk)
        test.refresh_from_db()

        assert test.state == State.STOPPED
        assert test.result

    def test_believed_dead(self, monkeypatch: pytest.MonkeyPatch) -> None:
        acted(monkeypatch, error=Lost())
        test = begin()
        tasks.play(test.pk)
        test.refresh_from_db()

        assert test.state == State.BROKEN_OFF
        assert test.failure

    def test_slots_full_of_what_was_before(self, monkeypatch: pytest.MonkeyPatch) -> None:
        acted(monkeypatch, error=NeverFree())
        test = begin()
        tasks.play(test.pk)
        test.refresh_from_db()

        assert (test.state, test.failure) == (State.FAILED, loads.NOT_FREE)

    def test_an_error_of_our_own(self, monkeypatch: pytest.MonkeyPatch) -> None:
        acted(monkeypatch, error=ZeroDivisionError())
        test = begin()
        with pytest.raises(ZeroDivisionError):
            tasks.play(test.pk)
        test.refresh_from_db()

        assert test.state == State.FAILED
        assert live.holder() is None

    def test_too_late(self, monkeypatch: pytest.MonkeyPatch) -> None:
        plans = acted(monkeypatch)
        test = begin()
        live.leave(test.pk)
        tasks.play(test.pk)
        test.refresh_from_db()

        assert test.state == State.BROKEN_OFF
        assert not plans

    def test_never_twice(self, monkeypatch: pytest.MonkeyPatch) -> None:
        plans = acted(monkeypatch)
        test = begin()
        tasks.play(test.pk)
        tasks.play(test.pk)
        test.refresh_from_db()

        assert len(plans) == 1
        assert test.state == State.DONE

    def test_what_the_servers_took_is_read_before_it_is_removed(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        acted(monkeypatch)
        test = begin()
        run = leave_runs(test)[-1]
        for name, kind, place, seconds in [
            ("in the queue: sizes", Span.Kind.QUEUE, "queue", 3),
            ("resize 1600 px", Span.Kind.WORK, "demos@host/1", 1),
            ("store the photo", Span.Kind.WORK, "web", 9),
        ]:
            begun = run.started_at
            run.spans.create(
                name=name,
                kind=kind,
                place=place,
                started_at=begun,
                ended_at=begun + timedelta(seconds=seconds),
            )
        tasks.play(test.pk)
        test.refresh_from_db()
        blocking, background = test.recording.lanes

        assert blocking.requests is not None
        assert blocking.requests.mean == 900
        assert blocking.tasks is None
        assert background.tasks is not None
        assert (background.tasks.count, background.tasks.mean, background.tasks.wait) == (1, 1000, 3000)
        assert Run.objects.count() == 0
        assert default_storage.listdir("photos")[1] == default_storage.listdir("pictures")[1] == []
        assert [point["lane"] for point in test.points] == ["background"]  # in the other, one user failed

    def test_what_a_phone_sent_with_them_counts_and_what_it_did_besides_does_not(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        phone = Phone(1, uuid4())
        phones.press(phone)
        make_run(visitor=phone.visitor, lane="blocking", response_ms=1.0)
        test = begin()
        make_run(visitor=phone.visitor, lane="blocking", scenario="order", response_ms=1.0)
        sent = [make_run(visitor=phone.visitor, lane=lane, response_ms=900.0) for lane in Run.Lane.values]
        leave_runs(test)
        recording = Recording(
            tuple(
                play(lane, seats=(Seat(Outcome.SERVED, 0, 900, guest=1), *served(900, 900)))
                for lane in Run.Lane.values
            )
        )
        acted(monkeypatch, recording=recording)
        tasks.play(test.pk)
        test.refresh_from_db()

        assert [lane.requests for lane in test.recording.lanes] == [Service(3, 900.0)] * 2
        assert Run.objects.filter(pk__in=[run.pk for run in sent]).count() == 2  # they are the visitor's own


class TestSettle:
    def test_keeps_what_was_seen(self) -> None:
        test = make_test(state=State.RUNNING, result=None)
        with live.redis_line() as redis:
            redis.set(live.picture_key(test.pk), b'{"lanes": [], "doing": "x", "version": 1}')
        loads.settle()
        test.refresh_from_db()

        assert test.state == State.BROKEN_OFF
        assert test.result == to_values(Recording())

    def test_leaves_alone_who_is_on(self) -> None:
        test = begin()
        loads.settle()
        test.refresh_from_db()

        assert test.state == State.WAITING

    def test_does_not_know_without_redis(self, redis: RunningBroker) -> None:
        test = make_test(state=State.RUNNING)
        redis.close()
        tasks.tidy()
        test.refresh_from_db()

        assert test.state == State.RUNNING


class TestSweep:
    def test_keeps_the_newest(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(loads, "KEPT", 2)
        now = timezone.now()
        made = [make_test(started=now - timedelta(minutes=age), ended=now) for age in range(4)]
        on = make_test(state=State.RUNNING, started=now - timedelta(hours=1))
        loads.sweep(now)

        assert set(LoadTest.objects.all()) == {on, *made[:2]}

    def test_removes_what_came_late(self) -> None:
        test = make_test(state=State.BROKEN_OFF, ended=timezone.now())
        leave_runs(test)
        stranger = make_run(visitor=uuid4())
        loads.sweep(timezone.now())

        assert list(Run.objects.all()) == [stranger]

    def test_looks_no_more_after_a_while(self) -> None:
        make_test(pk=UUID(int=1), ended=timezone.now() - timedelta(hours=1))
        kept = make_run(visitor=visitors_of(UUID(int=1), "blocking", 1)[0])
        loads.sweep(timezone.now())

        assert Run.objects.get() == kept
