"""The key of every question about an output: the code is run, and prints just that."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from quizzes.kinds import PredictOutput, Question
from quizzes.kinds.printed import lines_of
from quizzes.schema import Quiz
from tests.quizzes.kinds.asked import QUESTIONS
from tutorial.library import library

MOST_SECONDS = 20


def questions() -> list[Question]:
    """Those of the site, and those that the tests bring along."""
    ours = [question for quiz in library().all(Quiz) for question in quiz.questions]
    return [question for question in [*ours, *QUESTIONS.values()] if isinstance(question, PredictOutput)]


def run(code: str, folder: Path, *, hash_seed: int) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONHASHSEED": str(hash_seed), "PYTHONIOENCODING": "utf-8"}
    return subprocess.run(
        [sys.executable, "-P", "-c", code],
        cwd=folder,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        timeout=MOST_SECONDS,
        check=False,
    )


@pytest.mark.parametrize("question", questions(), ids=lambda question: question.id)
def test_the_code_prints_what_the_key_says(question: PredictOutput, tmp_path: Path) -> None:
    """In two runs, in which sets have different orders."""
    for hash_seed in (0, 1):
        ended = run(question.code, tmp_path, hash_seed=hash_seed)
        assert ended.returncode == 0, ended.stderr
        assert lines_of(ended.stdout) == question.lines


def test_a_wrong_key_would_be_found(tmp_path: Path) -> None:
    ended = run("print('one')\nprint({'a', 'b', 'c'})", tmp_path, hash_seed=0)

    assert lines_of(ended.stdout)[0] == "one"
    assert ended.stdout != run("print('one')\nprint({'a', 'b', 'c'})", tmp_path, hash_seed=1).stdout
