"""The full processor: one filling at a time, bounded, and nothing of it left whatever happens."""

import subprocess
import sys
from collections.abc import Callable
from datetime import timedelta

import psutil
import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from demos.nohelp.full import burner, filling
from demos.nohelp.models import Filling
from tests.demos.broker import RunningBroker
from tests.demos.nohelp.measuring import FULL_PAGE, a_worker
from tests.demos.waiting import wait_until
from tests.racing import both_at_once

FILL = f"{FULL_PAGE}fill/"


def is_gone(pid: int) -> bool:
    """Ended, though perhaps nobody has asked after it yet."""
    try:
        return bool(psutil.Process(pid).status() == psutil.STATUS_ZOMBIE)
    except psutil.NoSuchProcess:
        return True


@pytest.fixture
def short(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fillings last for a second and a half."""
    monkeypatch.setattr(filling, "SECONDS", 1.5)


class TestBurning:
    def test_uses_a_processor_and_ends_with_the_block(self) -> None:
        with filling.burning(1, 30) as burners:
            process = psutil.Process(burners[0].pid)
            wait_until(lambda: process.cpu_times().user > 0.2)
            assert process.nice() >= filling.NICENESS
        assert burners[0].returncode is not None

    def test_ends_by_itself(self) -> None:
        with filling.burning(1, 0.2) as burners:
            assert burners[0].wait(timeout=30) == 0

    def test_ends_when_the_block_fails(self) -> None:
        burners: list[subprocess.Popen[bytes]] = []

        def fail() -> None:
            with filling.burning(2, 30) as started:
                burners.extend(started)
                raise RuntimeError

        with pytest.raises(RuntimeError):
            fail()
        assert all(one.returncode is not None for one in burners)

    def test_does_not_outlive_a_starter_that_is_killed(self) -> None:
        program = (
            "import os, subprocess, sys, time\n"
            "one = subprocess.Popen([sys.executable, '-IS', sys.argv[1], '60', '5', str(os.getpid())])\n"
            "print(one.pid, flush=True)\n"
            "time.sleep(60)\n"
        )
        command = [sys.executable, "-c", program, str(burner.__file__)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as starter:
            assert starter.stdout is not None
            pid = int(starter.stdout.readline())
            wait_until(lambda: psutil.Process(pid).cpu_times().user > 0.1)
            starter.kill()
            wait_until(lambda: is_gone(pid))


@pytest.mark.django_db(transaction=True)
class TestTurn:
    def test_is_one_at_a_time(self) -> None:
        filling.ask(timezone.now())
        with pytest.raises(filling.Taken) as taken:
            filling.ask(timezone.now())
        assert 1 <= taken.value.seconds <= filling.SECONDS

    def test_of_two_who_ask_at_once_one_gets_it(self) -> None:
        got: list[bool] = []

        def ask() -> None:
            try:
                filling.ask(timezone.now())
            except filling.Taken:
                got.append(False)
            else:
                got.append(True)

        filling.give_back(timezone.now(), timezone.now())
        both_at_once(ask)
        assert sorted(got) == [False, True]

    def test_passes_by_itself_where_nobody_ends_it(self) -> None:
        long_ago = timezone.now() - timedelta(seconds=filling.SECONDS + 1)
        filling.ask(long_ago)
        Filling.objects.update(processes=2)

        assert not filling.is_full(timezone.now())
        filling.ask(timezone.now())

    def test_of_somebody_else_is_not_given_back(self) -> None:
        now = timezone.now()
        mine = filling.ask(now - timedelta(seconds=filling.SECONDS))
        theirs = filling.ask(now)
        filling.give_back(mine, now)

        assert filling.seconds_left(now) == pytest.approx((theirs - now).total_seconds())

    def test_asked_for_is_not_full_yet(self) -> None:
        filling.ask(timezone.now())
        assert not filling.is_full(timezone.now())

    @pytest.mark.usefixtures("short")
    def test_is_full_while_it_burns_and_over_afterwards(self, monkeypatch: pytest.MonkeyPatch) -> None:
        seen: list[bool] = []
        wait: Callable[..., int] = subprocess.Popen.wait

        def looking(process: "subprocess.Popen[bytes]", timeout: float | None = None) -> int:
            seen.append(filling.is_full(timezone.now()))
            return wait(process, timeout)

        monkeypatch.setattr(subprocess.Popen, "wait", looking)
        filling.ask(timezone.now())
        filling.fill(1)

        assert seen[0] is True
        assert not filling.is_full(timezone.now())
        assert filling.seconds_left(timezone.now()) == 0

    def test_a_message_that_comes_too_late_fills_nothing(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(filling, "burning", lambda *_: pytest.fail("it burned"))
        filling.fill(1)
        filling.ask(timezone.now() - timedelta(seconds=60))
        filling.fill(1)


@pytest.mark.django_db(transaction=True)
class TestButton:
    def test_puts_it_on_the_queue_of_the_load(self, person: Client, broker: RunningBroker) -> None:
        assert person.post(FILL).status_code == 302
        assert (broker.depth("load"), broker.depth("demos"), broker.depth("site")) == (1, 0, 0)

    @pytest.mark.usefixtures("short", "broker")
    def test_a_worker_fills_the_processor_and_ends_it(self, person: Client) -> None:
        person.post(FILL)
        with a_worker("load"):
            wait_until(lambda: filling.seconds_left(timezone.now()) == 0)
        assert not filling.is_full(timezone.now())

    def test_says_how_long_to_wait_for_the_next(self, person: Client, broker: RunningBroker) -> None:
        person.post(FILL)
        second = person.post(FILL)

        assert second.status_code == 429
        assert 1 <= int(second.headers["Retry-After"]) <= filling.SECONDS
        assert broker.depth("load") == 1

    @pytest.mark.usefixtures("no_broker")
    def test_without_a_queue_the_turn_is_given_back(self, person: Client) -> None:
        assert person.post(FILL).status_code == 503
        assert filling.seconds_left(timezone.now()) == 0

    def test_is_for_presenters_only(self, person: Client, broker: RunningBroker) -> None:
        assert person.post(FILL, REMOTE_ADDR="192.0.2.7").status_code == 403
        assert person.post(FILL, headers={"X-Forwarded-For": "127.0.0.1"}).status_code == 403
        assert broker.depth("load") == 0

    def test_others_see_why_not(self, person: Client, settings: Settings) -> None:
        html = person.get(FULL_PAGE, REMOTE_ADDR="192.0.2.7").text

        assert html.count(" disabled") == 2
        assert "Only the presenter may do this" in html
        assert " disabled" not in person.get(FULL_PAGE).text
