"""What is tried, sent or answered is held by visitor, by address, and by all processes together."""

import subprocess
import sys
from collections.abc import Callable
from http import HTTPStatus
from pathlib import Path
from typing import Any

import pytest
from django.urls import resolve, reverse
from django.utils import timezone

from config.limits import Limit
from config.settings.limits import RATE_LIMITS
from demos.present import classes
from quizzes.attempts import start_attempt
from quizzes.explain.schema import Prompt
from quizzes.schema import Quiz
from tests.attackers.belongings import Person, guest
from tests.demos.broker import running_broker
from tests.lending import ROOT
from tests.site import foreign_environment
from tutorial.library import library

MANY = "99/minute"
OF_THE_VISITOR, OF_THE_ADDRESS = Limit("3/minute", MANY), Limit(MANY, "3/minute")
SECONDS = 60
REFUSED = HTTPStatus.TOO_MANY_REQUESTS


def _own_attempt(person: Person) -> str:
    assert person.learner
    attempt = start_attempt(learner=person.learner, quiz=library().all(Quiz)[0], seed=7, now=timezone.now())
    return reverse("quizzes:submit_answer", args=[attempt.pk])


def _at(name: str) -> Callable[[Person], str]:
    return lambda person: reverse(name)


# Where each sends its form, by the name of the address; what it holds is nothing, or nothing of worth.
TRIED: dict[str, Callable[[Person], str]] = {
    "account_login": _at("account_login"),
    "account_signup": _at("account_signup"),
    "account_reset_password": _at("account_reset_password"),
    "demos:present_sign_in": _at("demos:present_sign_in"),
    "demos:upload_blocking": _at("demos:upload_blocking"),
    "demos:upload_background": _at("demos:upload_background"),
    "demos:join": _at("demos:join"),
    "demos:join_class": lambda person: reverse(
        "demos:join_class", args=[classes.open_class(timezone.now()).code]
    ),
    "quizzes:prompt": lambda person: reverse("quizzes:prompt", args=[library().all(Prompt)[0].id]),
    "quizzes:submit_answer": _own_attempt,
}


def _let(settings: Any, name: str, limit: Limit) -> None:
    """Only that is limited: an answer by what is usual, because it has no limit of its own."""
    has_its_own = name in RATE_LIMITS
    settings.RATE_LIMITS = {name: limit} if has_its_own else {}
    settings.USUAL_LIMIT = Limit(MANY, MANY) if has_its_own else limit


def _sends(person: Person, name: str) -> Any:
    """The reply to a form without anything in it."""
    person.client.handler.enforce_csrf_checks = False
    url = TRIED[name](person)
    assert resolve(url).view_name == name
    return person.client.post(url)


@pytest.mark.django_db
@pytest.mark.parametrize("name", TRIED)
class TestEach:
    def test_is_held_by_visitor(self, name: str, settings: Any) -> None:
        _let(settings, name, OF_THE_VISITOR)
        me = guest()
        assert REFUSED not in [_sends(me, name).status_code for _ in range(3)]
        _is_refused(_sends(me, name))
        assert _sends(guest(), name).status_code != REFUSED

    def test_is_held_by_address_whoever_they_are(self, name: str, settings: Any) -> None:
        _let(settings, name, OF_THE_ADDRESS)
        assert REFUSED not in [_sends(guest(), name).status_code for _ in range(3)]
        _is_refused(_sends(guest(), name))


def _is_refused(reply: Any) -> None:
    assert reply.status_code == REFUSED
    assert 1 <= int(reply["Retry-After"]) <= 60


# One visitor in each of two processes: first by visitor, then by address. Only what counts is there, or each
# would need seconds to read the course.
ASKING = """
import django
django.setup()
from types import SimpleNamespace
from django.http import HttpResponse
from django.test import RequestFactory, override_settings
from config.limits import Limit
from config.rate_limits import RateLimits

def tries(name):
    request = RequestFactory(headers={"accept": "application/json"}).post("/")
    request.COOKIES["csrftoken"] = "a" * 32
    request.resolver_match = SimpleNamespace(view_name=name)
    return (RateLimits(HttpResponse).process_view(request) or HttpResponse()).status_code

few = {"one": Limit("3/minute", "99/minute"), "other": Limit("99/minute", "3/minute")}
with override_settings(RATE_LIMITS=few):
    print(*[tries(name) for name in few for _ in range(3)])
"""


def _process(redis: str, folder: Path) -> subprocess.Popen[str]:
    environment = {"DJANGO_SETTINGS_MODULE": "config.settings", "DATA_DIR": str(folder), "REDIS_URL": redis}
    return subprocess.Popen(
        [sys.executable, "-c", ASKING],
        cwd=ROOT,
        env={**foreign_environment(), **environment},
        stdout=subprocess.PIPE,
        text=True,
    )


def test_two_processes_count_together(tmp_path: Path) -> None:
    """Six tries in all, three in each: three are too many, whichever came first."""
    with running_broker(tmp_path) as broker:
        redis = broker.url.replace("redis+socket", "unix")
        both = [_process(redis, tmp_path) for _ in range(2)]
        said = [process.communicate(timeout=SECONDS)[0].split() for process in both]
    assert [process.returncode for process in both] == [0, 0]
    one, other = said
    assert sorted(one[:3] + other[:3]) == sorted(one[3:] + other[3:]) == ["200"] * 3 + ["429"] * 3
