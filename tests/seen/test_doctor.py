"""Each part is broken for real, and the doctor says so."""

import json
import os
import threading
import time
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.utils import ConnectionHandler
from pytest_django import Settings

from config.doctor import database, installation, public
from config.doctor.diagnosis import Diagnosis, State, ok
from config.doctor.examining import examine
from config.doctor.public import Answer
from tests.seen.diagnoses import NOWHERE, by_name
from tests.site import free_port

LOCK = """\
django==1.0 \\
    --hash=x
nosuchpackage==2.0
celery==1.0 ; python_full_version < '3.12'
celery==2.0 ; python_full_version >= '3.12'
elsewhere-only==1.0 ; sys_platform == 'win32'
"""


class TestExamine:
    def test_a_check_that_breaks_or_hangs_keeps_no_other_from_being_made(self) -> None:
        checks = {name: f"{__name__}.{name}" for name in ("breaks", "hangs", "works")}
        began = time.monotonic()
        found = examine(checks, seconds=0.5)
        hanging.set()
        assert time.monotonic() - began < 5
        assert [(one.name, one.state) for one in found] == [
            ("breaks", State.FAIL),
            ("hangs", State.FAIL),
            ("works", State.OK),
        ]
        assert "LookupError: gone, says (address left out)" in found[0].says
        assert "0.5 seconds" in found[1].says

    def test_so_does_one_that_cannot_be_imported(self) -> None:
        found = examine({"gone": f"{__name__}.gone", "works": f"{__name__}.works"})
        assert [(one.name, one.state) for one in found] == [("gone", State.FAIL), ("works", State.OK)]
        assert "ImportError" in found[0].says


hanging = threading.Event()


def breaks() -> Iterator[Diagnosis]:
    raise LookupError("gone, says ann@example.org")


def hangs() -> Iterator[Diagnosis]:
    hanging.wait(30)
    yield ok("hangs", "At last.")


def works() -> Iterator[Diagnosis]:
    yield ok("works", "It does.")


class TestSettings:
    def test_debug_and_a_short_key(self, settings: Settings) -> None:
        settings.DEBUG, settings.SECRET_KEY, settings.PUBLIC_HOST = True, "short", ""
        settings.SITE_FOR_PHONES = ""
        assert [one.state for one in public.secrets()] == [State.WARN, State.WARN]
        settings.PUBLIC_HOST = "learn.example.org"
        assert [one.state for one in public.secrets()] == [State.FAIL, State.FAIL]

    def test_as_they_should_be(self, settings: Settings) -> None:
        settings.DEBUG, settings.SECRET_KEY = False, "0123456789" * 5
        assert [one.state for one in public.secrets()] == [State.OK, State.OK]

    def test_a_public_name_that_leads_nowhere(self, settings: Settings) -> None:
        settings.PUBLIC_HOST = NOWHERE
        (found,) = public.proxy()
        assert found.state is State.WARN
        assert "was not reached" in found.says

    @pytest.mark.parametrize(
        ("answer", "state"),
        [
            (Answer(301, "https://learn.example/"), "fail"),
            (Answer(502), "fail"),
            (Answer(400), "fail"),
            (Answer(200, is_of_a_site_like_this=False), "fail"),
            (Answer(200), "ok"),
        ],
    )
    def test_a_proxy(
        self, settings: Settings, monkeypatch: pytest.MonkeyPatch, answer: Answer, state: str
    ) -> None:
        settings.PUBLIC_HOST = "learn.example"
        monkeypatch.setattr(public, "_ask", lambda host: answer)
        (found,) = public.proxy()
        assert found.state == state
        assert "X-Forwarded-Proto" in found.do or answer.status != 301


class TestThisHost:
    def test_packages_that_are_not_those_of_the_lock(self, settings: Settings, tmp_path: Path) -> None:
        (tmp_path / "requirements").mkdir()
        (tmp_path / "requirements/site.txt").write_text(LOCK)
        settings.BASE_DIR = tmp_path
        found = by_name(installation.python())
        assert found["python"].state is State.OK
        assert found["packages"].says.endswith("instead of 1.0 or 2.0.")
        assert "instead of 1.0, nosuchpackage is missing, celery" in found["packages"].says

    def test_what_the_real_lock_names_is_here(self) -> None:
        says = by_name(installation.python())["packages"].says
        assert "missing" not in says
        assert " or " not in says

    def test_a_folder_that_is_not_there_or_that_others_read(self, settings: Settings, tmp_path: Path) -> None:
        settings.DATA_DIR = tmp_path / "data"
        (found,) = installation.data_folder()
        assert (found.state, found.says) == (State.FAIL, f"{tmp_path / 'data'} is not there.")
        settings.DATA_DIR.mkdir(mode=0o755)
        assert by_name(installation.data_folder())["data folder"].do == f"Run: chmod 700 {tmp_path / 'data'}"
        settings.DATA_DIR.chmod(0o700)
        assert by_name(installation.data_folder())["data folder"].state is State.OK

    @pytest.mark.parametrize(("free", "state"), [(10**7, "fail"), (10**9, "warn"), (10**11, "ok")])
    def test_a_full_disk(self, monkeypatch: pytest.MonkeyPatch, free: int, state: str) -> None:
        usage = type("Usage", (), {"free": free})
        monkeypatch.setattr("config.doctor.installation.shutil.disk_usage", lambda folder: usage)
        assert by_name(installation.data_folder())["disk space"].state == state

    def test_static_files(self, settings: Settings, tmp_path: Path) -> None:
        settings.DEBUG, settings.STATIC_ROOT = False, tmp_path / "collected"
        settings.STATICFILES_DIRS = [tmp_path / "ours"]
        (tmp_path / "ours").mkdir()
        (tmp_path / "collected").mkdir()
        assert next(iter(installation.static_files())).state is State.FAIL
        manifest = tmp_path / "collected/staticfiles.json"
        manifest.write_text("{}")
        assert next(iter(installation.static_files())).state is State.OK
        (tmp_path / "ours/new.css").write_text("")
        os.utime(manifest, (1, 1))
        assert "before new.css was changed" in next(iter(installation.static_files())).says

    def test_content(self, monkeypatch: pytest.MonkeyPatch) -> None:
        assert [one.state for one in installation.content()] == [State.OK]
        monkeypatch.setattr(installation, "problems", lambda tags: ["a.yaml:3: title: is missing", "b"])
        (found,) = installation.content()
        assert (found.state, found.says) == (State.FAIL, "a.yaml:3: title: is missing (2 in all)")


@pytest.mark.django_db
class TestDatabase:
    def test_it_is_there_and_up_to_date(self) -> None:
        assert {one.state for one in database.database()} == {State.OK}

    def test_a_change_of_the_tables_that_is_missing(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM django_migrations WHERE app = 'demos' AND name LIKE '0005%'")
        found = by_name(database.database())["migrations"]
        assert found.state is State.FAIL
        assert "demos.0005_run_request" in found.says

    def test_one_that_does_not_answer(self, monkeypatch: pytest.MonkeyPatch) -> None:
        nowhere = {**connection.settings_dict, "NAME": "/no/such/folder/or/database", "PORT": free_port()}
        monkeypatch.setattr(database, "connection", ConnectionHandler({"default": nowhere})["default"])
        (found,) = database.database()
        assert found.state is State.FAIL
        assert "does not answer" in found.says

    def test_sqlite_on_a_public_site(self, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
        settings.PUBLIC_HOST = "learn.example.org"
        monkeypatch.setattr(connection, "vendor", "sqlite")
        assert by_name(database.database())["sqlite"].state is State.WARN


class TestTheCommand:
    def test_it_ends_with_1_where_something_fails(self, settings: Settings) -> None:
        settings.DOCTOR = {"breaks": f"{__name__}.breaks", "works": f"{__name__}.works"}
        told = StringIO()
        with pytest.raises(SystemExit) as end:
            call_command("doctor", stdout=told)
        assert end.value.code == 1
        assert "ok    works: It does." in told.getvalue()
        assert told.getvalue().endswith("1 failed, 0 to know of, 1 ok.\n")

    def test_for_programs(self, settings: Settings) -> None:
        settings.DOCTOR = {"works": f"{__name__}.works"}
        told = StringIO()
        call_command("doctor", "--json", stdout=told)
        assert json.loads(told.getvalue()) == [{"name": "works", "state": "ok", "says": "It does.", "do": ""}]
