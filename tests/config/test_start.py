"""`make start`, as somebody at a terminal meets it: what it says, what it leaves behind."""

import os
import signal
import socket
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest

from tests.config.tree import SECONDS, processes_of, supervisor_of, wait_until
from tests.site import Site, free_port, running_site, start_site

EVERYWHERE = "0.0.0.0"  # noqa: S104
PARTS = ["database", "broker", "worker", "mail", "stage", "valve"]

pytestmark = pytest.mark.tree


def refusal(data_dir: Path, **environment: str) -> str:
    """What a start that must fail says; one line, no traceback, a status that is not zero."""
    process = start_site(data_dir, **environment)
    out, error = process.communicate(timeout=SECONDS)
    assert process.returncode != 0
    assert out == ""
    assert len(error.strip().splitlines()) == 1, error
    assert "Traceback" not in error
    return error


class TestRefusals:
    def test_a_taken_port(self, tmp_path: Path) -> None:
        with closing(socket.create_server(("127.0.0.1", 0))) as other:
            port = other.getsockname()[1]
            says = refusal(tmp_path / "var", PORT=str(port))
        assert f"cannot listen on 127.0.0.1:{port}" in says
        assert f"PORT={port + 1} make start" in says

    def test_a_folder_it_cannot_write_to(self, tmp_path: Path) -> None:
        (tmp_path / "file").write_text("not a folder")
        says = refusal(tmp_path / "file" / "var")
        assert "cannot write to" in says
        assert "DATA_DIR" in says

    @pytest.mark.parametrize(
        ("name", "value"),
        [
            ("PORT", "eighty"),
            ("PORT", "70000"),
            ("WEB_THREADS", "0"),
            ("JOIN_HOST", "http://laptop/"),
            ("STAGE_SLOTS", "0"),
            ("STAGE_SLOTS", "33"),
            ("STAGE_URL", "nonsense"),
            ("STAGE_URL", "http://127.0.0.1:8002/path/"),
            ("DEBUG", "perhaps"),
            ("LOG_LEVEL", "LOUD"),
            ("DATABASE_URL", "nonsense"),
            ("DATABASE_URL", "sqlite://:memory:"),
            ("REDIS_URL", "nonsense"),
            ("REDIS_URL", "redis://127.0.0.1:6379/nonsense"),
            ("REDIS_URL", "redis://127.0.0.1:nonsense/0"),
            ("REDIS_URL", "unix:///nowhere/redis.sock"),
        ],
    )
    def test_a_bad_value_is_named(self, tmp_path: Path, name: str, value: str) -> None:
        assert name in refusal(tmp_path / "var", **{name: value})

    def test_a_database_that_is_none(self, tmp_path: Path) -> None:
        notes = tmp_path / "notes.txt"
        notes.write_text("not a database, but long enough to be read as one" * 100)
        says = refusal(tmp_path / "var", DATABASE_URL=f"sqlite:///{notes}")
        assert "file is not a database" in says
        assert "DATABASE_URL" in says

    @pytest.mark.parametrize("setting", ["MAIL_SINK_PORT", "STAGE_PORT"])
    def test_another_taken_port(self, tmp_path: Path, setting: str) -> None:
        with closing(socket.create_server(("127.0.0.1", 0))) as other:
            taken = str(other.getsockname()[1])
            says = refusal(tmp_path / "var", **{"PORT": str(free_port()), setting: taken})
        assert f"{setting}=" in says

    def test_no_debug_with_the_key_that_everybody_knows(self, tmp_path: Path) -> None:
        assert "SECRET_KEY" in refusal(tmp_path / "var", DEBUG="0")

    @pytest.mark.parametrize("written", ["https://learn.example", "learn.example/", "learn.example:443"])
    def test_more_than_the_public_name(self, tmp_path: Path, written: str) -> None:
        assert "PUBLIC_HOST: Write the name alone" in refusal(tmp_path / "var", PUBLIC_HOST=written)

    def test_debug_before_strangers(self, tmp_path: Path) -> None:
        assert "DEBUG" in refusal(tmp_path / "var", DEBUG="1", PUBLIC_HOST="learn.example")

    def test_debug_before_other_machines(self, tmp_path: Path) -> None:
        assert "DEBUG" in refusal(tmp_path / "var", DEBUG="1", HOST=EVERYWHERE)

    def test_a_second_start_in_the_same_folder(self, site: Site) -> None:
        assert "already runs" in refusal(site.data_dir, PORT=str(free_port()))


class TestReady:
    def test_it_says_so_in_one_line_with_the_address(self, site: Site) -> None:
        assert f"{site.url}/" in site.first_line

    def test_every_part_answers(self, site: Site) -> None:
        answer = httpx.get(f"{site.url}/readyz")
        assert answer.status_code == 200
        assert answer.json() == dict.fromkeys(PARTS, "ok")
        assert httpx.get(f"{site.url}/healthz").status_code == 200

    def test_that_it_was_not_ready_at_first_is_no_error(self, site: Site) -> None:
        log = (site.data_dir / "log" / "web.log").read_text()
        assert "Booting worker" in log
        assert "readyz" not in log

    def test_all_it_writes_is_private(self, site: Site) -> None:
        assert site.data_dir.stat().st_mode & 0o077 == 0
        assert (site.data_dir / "secret-key").stat().st_mode & 0o077 == 0


class TestPhones:
    def test_the_site_says_where_and_knows_its_names_and_its_folder_may_be_called_anything(
        self, tmp_path: Path
    ) -> None:
        before = set(Path(tempfile.gettempdir()).iterdir())
        own = {"HOST": EVERYWHERE, "JOIN_HOST": "laptop.example", "DEMO_WORKERS": "1"}
        with running_site(tmp_path / "Ida's site, 100%; what next? [1]", **own) as site:
            assert httpx.get(f"{site.url}/readyz").status_code == 200
            elsewhere = site.url.replace("127.0.0.1", "laptop.example")
            assert f"ready at {site.url}/, for other machines at {elsewhere}/ (" in site.first_line
            for name in ("laptop.example", socket.gethostname(), urlsplit(site.url).netloc):
                assert httpx.get(f"{site.url}/", headers={"Host": name}).status_code == 200
            stranger = httpx.get(f"{site.url}/", headers={"Host": "evil.example"})
        assert stranger.status_code == 400
        assert "That request made no sense to us" in stranger.text
        assert "ALLOWED_HOSTS" not in stranger.text
        left = set(Path(tempfile.gettempdir()).iterdir()) - before
        assert not [path for path in left if path.name.startswith("behind-the-scenes-")]


@pytest.fixture
def own_site(tmp_path: Path) -> Iterator[Site]:
    with running_site(tmp_path / "var", DEMO_WORKERS="1") as site:
        yield site


class TestTheEnd:
    @pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGKILL])
    def test_no_process_and_no_socket_is_left(self, own_site: Site, number: signal.Signals) -> None:
        assert len(processes_of(own_site.data_dir)) >= 6
        own_site.process.send_signal(number)
        assert own_site.process.wait(SECONDS) == (-9 if number == signal.SIGKILL else 0)
        wait_until(lambda: not processes_of(own_site.data_dir), "every process has ended")
        assert list((own_site.data_dir / "run").glob("*.sock")) == []

    @pytest.mark.skipif(sys.platform != "linux", reason="no other system tells a process of its parent's end")
    def test_none_outlives_a_supervisor_that_is_killed(self, own_site: Site) -> None:
        os.kill(supervisor_of(own_site.data_dir), signal.SIGKILL)
        assert own_site.process.wait(SECONDS) == 1
        wait_until(lambda: not processes_of(own_site.data_dir), "every process has ended")

    def test_a_start_waits_for_the_end_of_a_tree_that_lost_its_start(self, own_site: Site) -> None:
        supervisor = supervisor_of(own_site.data_dir)
        os.kill(supervisor, signal.SIGSTOP)  # so that its end lasts as long as we look
        own_site.process.kill()
        own_site.process.wait(SECONDS)
        try:
            assert "already runs" in refusal(own_site.data_dir, PORT=str(free_port()))
        finally:
            os.kill(supervisor, signal.SIGCONT)
        wait_until(lambda: not processes_of(own_site.data_dir), "every process has ended")

    def test_another_checkout_does_not_notice(self, site: Site, own_site: Site) -> None:
        assert httpx.get(f"{own_site.url}/readyz").status_code == 200
        own_site.process.terminate()
        assert own_site.process.wait(SECONDS) == 0
        assert httpx.get(f"{site.url}/readyz").status_code == 200
