"""What a presenter presses, and what they are told. That the workers obey: test_crew."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from demos import crew, workers
from demos.crew import CannotCommand, Killed, Paused
from demos.present import said
from demos.workers import WorkerStatus
from tests.demos.present.conftest import TWO, employ

pytestmark = pytest.mark.django_db

COMMANDS = {"pause": "pause", "resume": "resume", "kill": "kill_child"}
NOW = timezone.now()


class TestWords:
    def test_of_a_pause(self) -> None:
        paused = Paused(("demos@one", "demos@two"), NOW + timedelta(minutes=10))
        assert said.of_pause(paused, NOW) == (
            "Paused: demos@one, demos@two. They go on by themselves in 10 minutes at the latest."
        )

    def test_of_a_resume(self) -> None:
        assert said.of_resume(("demos@one",)) == "Working again: demos@one."

    @pytest.mark.parametrize(
        ("killed", "words"),
        [
            (
                Killed("demos@one", 7, 2, "demos.a.tasks.b", str(uuid4())),
                "Worker 2 on one (process 7) was killed in the middle of its task.",
            ),
            (Killed("demos@one", 7, 2), "Worker 2 on one (process 7) was killed; it was free."),
        ],
    )
    def test_of_a_kill(self, killed: Killed, words: str) -> None:
        assert said.of_kill(killed) == words


class TestButtons:
    def test_say_what_was_really_done(self, htmx: Client, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(crew, "kill_child", lambda: Killed("demos@one", 7, 2))
        panel = htmx.post("/demos/present/crew/kill/")
        assert "Worker 2 on one (process 7) was killed" in panel.text
        assert '<p id="crew-said" hx-swap-oob="innerHTML">Worker 2' in panel.text  # and read out
        assert "<html" not in panel.text

    @pytest.mark.parametrize("command", COMMANDS)
    def test_say_why_nothing_was_done(
        self, command: str, htmx: Client, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def fail() -> None:
            raise CannotCommand("No worker is running.")

        monkeypatch.setattr(crew, COMMANDS[command], fail)
        panel = htmx.post(f"/demos/present/crew/{command}/")
        assert "Nothing was done. No worker is running." in panel.text

    def test_work_without_javascript(self, presenter: Client, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(crew, "resume", lambda: ("demos@one",))
        response = presenter.post("/demos/present/crew/resume/", {"scene": "order"})
        assert response["Location"] == "/demos/present/scenes/order/"
        assert "Working again: demos@one." in presenter.get(response["Location"]).text

    @pytest.mark.parametrize("command", COMMANDS)
    def test_are_for_presenters(
        self, command: str, stranger: Client, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        called: list[str] = []
        monkeypatch.setattr(crew, COMMANDS[command], lambda: called.append(command))
        assert stranger.post(f"/demos/present/crew/{command}/").status_code == 403
        assert called == []

    @pytest.mark.parametrize("command", COMMANDS)
    def test_are_pressed_not_visited(self, command: str, presenter: Client) -> None:
        assert presenter.get(f"/demos/present/crew/{command}/").status_code == 405


class TestPanel:
    def test_says_what_each_worker_does(self, htmx: Client) -> None:
        panel = " ".join(htmx.get("/demos/present/crew/").text.split())
        assert "</svg>1 <span>sizes</span>" in panel
        assert "</svg>2 <span>free</span>" in panel

    def test_names_hosts_where_there_are_several(self, htmx: Client, monkeypatch: pytest.MonkeyPatch) -> None:
        several = WorkerStatus(workers.READY, 2, 1, ("demos@here", "demos@there"), TWO.processes)
        employ(monkeypatch, several)
        assert "1 on here" in htmx.get("/demos/present/crew/").text

    def test_a_pause_says_until_when(self, htmx: Client, monkeypatch: pytest.MonkeyPatch) -> None:
        until = timezone.now() + timedelta(minutes=4, seconds=30)
        employ(monkeypatch, WorkerStatus(workers.PAUSED, 2, 0, ("demos@here",), TWO.processes, until))
        panel = htmx.get("/demos/present/crew/").text
        assert "Paused, 5 min at most" in panel

    @pytest.mark.parametrize(
        ("state", "words"),
        [(workers.NONE, "No worker is running"), (workers.UNREACHED, "The queue cannot be reached")],
    )
    def test_nobody_there(
        self, state: str, words: str, htmx: Client, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        employ(monkeypatch, WorkerStatus(state))
        panel = htmx.get("/demos/present/crew/").text
        assert words in panel
        assert panel.count(" disabled>") == 3
