import json
import logging
from types import TracebackType

import pytest
import structlog
from celery.exceptions import Retry

from config.logs.exceptions import without_messages
from config.logs.lines import JSON, TERMINAL, discreet, formatter

SENT_AND_REPORTED = "smtp://(address left out)@mail, https://(address left out)@errors/1"
Raised = tuple[type[BaseException], BaseException, TracebackType | None]


def record(words: str, raised: Raised | None = None) -> logging.LogRecord:
    return logging.LogRecord("a.logger", logging.WARNING, __file__, 1, words, None, raised)


def raised(error: Exception) -> Raised:
    typed = "what a learner typed"
    try:
        raise error
    except type(error) as caught:
        assert typed
        return type(caught), caught, caught.__traceback__


class TestJson:
    def test_a_line_of_the_standard_library_is_one_object(self) -> None:
        line = formatter(JSON).format(record("it broke"))
        told = json.loads(line)
        assert "\n" not in line
        assert (told["event"], told["level"], told["logger"]) == ("it broke", "warning", "a.logger")
        assert told["time"].endswith("Z")

    def test_what_is_bound_is_in_it(self) -> None:
        with structlog.contextvars.bound_contextvars(request_id="abcdefgh"):
            assert json.loads(formatter(JSON).format(record("words")))["request_id"] == "abcdefgh"

    def test_a_traceback_is_in_the_same_line_without_the_values_of_variables(self) -> None:
        line = formatter(JSON).format(record("it broke", raised(ValueError("refused by ann@example.org"))))
        assert "\n" not in line
        assert "ValueError" in json.loads(line)["exception"]
        assert "what a learner typed" not in line.replace('typed = \\"what a learner typed\\"', "")
        assert "ann@example.org" not in line


class TestTerminal:
    def test_it_is_for_people(self) -> None:
        line = formatter(TERMINAL).format(record("it broke"))
        assert "it broke" in line
        assert "{" not in line
        assert "\n" not in line

    def test_a_traceback_follows(self) -> None:
        with_messages = formatter(TERMINAL, with_messages=True)
        assert "ValueError: no" in with_messages.format(record("it broke", raised(ValueError("no"))))


class TestExceptions:
    """`int("what was typed")` says what was typed."""

    @staticmethod
    def fail() -> Raised:
        try:
            int("TYPED".lower())
        except ValueError:
            return raised(LookupError("nothing like typed"))
        raise AssertionError

    @pytest.mark.parametrize("shape", [JSON, TERMINAL])
    def test_their_words_are_in_no_line(self, shape: str) -> None:
        line = formatter(shape).format(record("it broke", self.fail()))
        for told in ("ValueError", "LookupError", "test_lines.py", "in fail"):
            assert told in line
        assert "'typed'" not in line
        assert "LookupError: nothing" not in line

    def test_nor_are_those_of_a_task(self) -> None:
        error = ValueError("typed")
        event = {"event": "task_failed", "error": str(error), "exception": error, "reason": Retry(exc=error)}
        told = without_messages(None, "error", event)
        assert told == {"event": "task_failed", "exception": "ValueError", "reason": "ValueError"}


class TestDiscreet:
    @pytest.mark.parametrize(
        ("words", "left"),
        [
            ("to ann.o+x@mail.example.org: refused", "to (address left out): refused"),
            ("redis://:secret@host:6379/0", "redis://(address left out)@host:6379/0"),
            ("postgres://u:p%40ss%2Fw0rd!@db/x", "postgres://(address left out)@db/x"),
            ("smtp://u:p@ss@mail, https://key@errors/1", SENT_AND_REPORTED),
            ("demos@host.example.org went offline", "demos@host.example.org went offline"),
            ("nothing of the kind", "nothing of the kind"),
        ],
    )
    def test_addresses_and_passwords_are_left_out(self, words: str, left: str) -> None:
        assert discreet(words) == left
