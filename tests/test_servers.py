"""What the suite says where a server is missing, and the one that it starts."""

import signal
import sys

import psycopg
import pytest

from tests import postgres
from tests.lacking import lacked, lacking


class TestLacking:
    def test_is_a_skip_that_the_last_lines_name_once(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.delenv("REQUIRE_SERVERS", raising=False)
        with pytest.raises(pytest.skip.Exception) as skipped:
            lacking("a server")
        report = pytest.TestReport(
            "a_test", ("", 0, ""), {}, "skipped", ("a_file.py", 1, f"Skipped: {skipped.value}"), "call"
        )
        other = pytest.TestReport(
            "b_test", ("", 0, ""), {}, "skipped", ("a_file.py", 2, "Skipped: today"), "call"
        )
        assert lacked([report, other, report]) == ["a server"]

    def test_is_a_failure_where_servers_are_required(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("REQUIRE_SERVERS", "1")
        with pytest.raises(pytest.fail.Exception, match="a server"):
            lacking("a server")


class TestPostgres:
    @pytest.mark.parametrize(("required", "status"), [("0", 0), ("1", 1)])
    def test_without_one_the_command_says_so(
        self,
        monkeypatch: pytest.MonkeyPatch,
        capsys: pytest.CaptureFixture[str],
        required: str,
        status: int,
    ) -> None:
        monkeypatch.setattr(postgres, "programs", lambda: None)
        monkeypatch.setenv("REQUIRE_SERVERS", required)
        with pytest.raises(SystemExit) as ended:
            postgres.main()
        assert int(ended.value.code or 0) == status
        assert "NO POSTGRESQL SERVER FOUND" in capsys.readouterr().out

    def test_the_command_runs_on_one_that_is_gone_afterwards(self, monkeypatch: pytest.MonkeyPatch) -> None:
        if postgres.programs() is None:
            lacking("a PostgreSQL server")
        with postgres.running_postgres() as server:
            with postgres.new_database(server) as url, psycopg.connect(url) as in_use:
                assert in_use.execute("SELECT current_database()").fetchone() != ("postgres",)
            with pytest.raises(psycopg.OperationalError):
                psycopg.connect(url)
        with pytest.raises(psycopg.OperationalError):
            psycopg.connect(server)
        monkeypatch.setattr(signal, "signal", lambda *_: None)
        monkeypatch.setattr(sys, "argv", ["postgres", sys.executable, "-c", "raise SystemExit(7)"])
        with pytest.raises(SystemExit) as ended:
            postgres.main()
        assert ended.value.code == 7
