"""The visitor's cookie."""

from http.cookies import Morsel
from typing import Any
from uuid import UUID

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from pytest_django import Settings

from demos.visitors import COOKIE, visitor_of, with_visitor


@with_visitor
def view(request: HttpRequest) -> HttpResponse:
    return HttpResponse(str(visitor_of(request)))


def visit(cookie: str | None = None) -> tuple[UUID, "Morsel[Any] | None"]:
    """The id that the view saw, and the cookie that it set."""
    request = RequestFactory().get("/")
    if cookie is not None:
        request.COOKIES[COOKIE] = cookie
    response = view(request)
    return UUID(response.content.decode()), response.cookies.get(COOKIE)


def test_the_view_sees_the_id_that_the_cookie_keeps() -> None:
    first, cookie = visit()
    assert cookie is not None
    again, none = visit(cookie.value)
    assert again == first
    assert none is None


def test_two_visitors_are_two() -> None:
    assert visit()[0] != visit()[0]


def test_is_not_for_scripts_nor_for_other_sites() -> None:
    _, cookie = visit()
    assert cookie is not None
    assert (cookie["httponly"], cookie["samesite"], cookie["secure"]) == (True, "Lax", "")


def test_is_for_https_only_where_the_session_is(settings: Settings) -> None:
    settings.SESSION_COOKIE_SECURE = True
    _, cookie = visit()
    assert cookie is not None
    assert cookie["secure"] is True


@pytest.mark.parametrize("forged", ["", "x", "0" * 32, f"{'0' * 32}:1abcde:signature", "é:é:é"])
def test_a_forged_id_is_nobodys(forged: str) -> None:
    visitor, cookie = visit(forged)
    assert cookie is not None
    assert visitor != UUID(int=0)


def test_without_a_cookie_a_request_is_of_nobody_known() -> None:
    request = RequestFactory().get("/")
    assert visitor_of(request) != visitor_of(request)
