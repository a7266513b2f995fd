"""The clients of the benchmark answer as a browser would, and what they were told is what is kept."""

import json
import subprocess
import sys

import pytest
from pytest_django.live_server_helper import LiveServer

from benchmarks.learners import kept, lost_of
from quizzes.models import Answer


@pytest.mark.django_db(transaction=True)
def test_every_answer_that_was_acknowledged_is_kept(
    live_server: LiveServer, capsys: pytest.CaptureFixture[str]
) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.learners.clients", live_server.url, "2"],
        capture_output=True,
        check=True,
    )
    told = json.loads(done.stdout)
    kept.main()
    held = json.loads(capsys.readouterr().out)

    assert told["acknowledged"] == Answer.objects.count() == 10
    assert told["errors"] == 0
    assert lost_of(told["by_attempt"], held["answers"]) == 0
    assert (held["twice"], held["without_evidence"]) == (0, 0)


def test_what_is_missing_is_lost() -> None:
    assert lost_of({"one": 5, "two": 4}, {"one": 5, "two": 2, "three": 9}) == 2
