"""A request is on its way, and the learner it is about is deleted."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import IntegrityError, connection
from django.test import Client
from pytest_django import Settings

from learners.gone import AfterDeletion
from learners.models import Learner

pytestmark = pytest.mark.django_db

READ = "/learn/why-background-tasks-matter/read/"
DELETED = "/account/data/deleted/"


@contextmanager
def deleted_before_the_next_transaction() -> Iterator[list[str]]:
    """Whoever is found before it begins is gone when it has begun; the list says that it happened."""
    happened: list[str] = []

    def wrapper(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        if sql.startswith("SAVEPOINT") and not happened:
            happened.append(sql)
            Learner.objects.all().delete()
        return execute(sql, *rest)

    with connection.execute_wrapper(wrapper):
        yield happened


def first_of_each_field(page: str) -> dict[str, str]:
    return dict(reversed(re.findall(r'<input[^>]* name="(\w+)" value="([^"]*)"', page)))


@pytest.fixture
def learner(client: Client) -> Client:
    client.post(READ)
    return client


@pytest.fixture
def answer(learner: Client) -> tuple[str, dict[str, str]]:
    """The address of an attempt's answers, and one."""
    attempt = learner.post("/quizzes/recall-quiz/")["Location"]
    return f"{attempt}answer/", first_of_each_field(learner.get(attempt).text)


@pytest.mark.parametrize(
    ("address", "form"),
    [
        (READ, {}),
        ("/quizzes/recall-quiz/", {}),
        ("/explain/why-they-matter/", {"text": "A worker does it in the background."}),
    ],
)
def test_who_writes_is_told_that_all_is_deleted(learner: Client, address: str, form: dict[str, str]) -> None:
    with deleted_before_the_next_transaction() as happened:
        response = learner.post(address, form)
    assert happened
    assert (response.status_code, response["Location"]) == (302, DELETED)
    assert not Learner.objects.exists()


def test_who_answers_is_told_so(learner: Client, answer: tuple[str, dict[str, str]]) -> None:
    with deleted_before_the_next_transaction() as happened:
        response = learner.post(*answer)
    assert happened
    assert (response.status_code, response["Location"]) == (302, DELETED)


def test_a_part_of_a_page_leads_there_too(learner: Client) -> None:
    with deleted_before_the_next_transaction():
        response = learner.post(READ, headers={"HX-Request": "true"})
    assert (response.status_code, response["HX-Redirect"]) == (404, DELETED)


@pytest.mark.parametrize("error", [Learner.DoesNotExist(), IntegrityError(), ValueError()])
def test_whatever_else_goes_wrong_is_no_affair_of_ours(
    learner: Client, settings: Settings, error: Exception
) -> None:
    request = learner.get("/progress/").wsgi_request
    assert AfterDeletion(lambda _: None).process_exception(request, error) is None  # type: ignore[arg-type,return-value]
