"""Every reply says what a browser must refuse: pages, errors, files, and what answers before Django does."""

from typing import Any

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path, reverse

from config import urls
from config.wsgi import application
from tests.test_pages import PAGES

POLICY = {
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "object-src 'none'",
    "frame-ancestors 'none'",
}
OTHERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": settings.PERMISSIONS_POLICY,
}


def fails(request: HttpRequest) -> HttpResponse:
    raise ZeroDivisionError


urlpatterns = [*urls.urlpatterns, path("fails/", fails)]
handler429 = urls.handler429


def holds(response: Any) -> None:
    assert set(response.headers["Content-Security-Policy"].split("; ")) == POLICY
    assert {name: response.headers.get(name) for name in OTHERS} == OTHERS


@pytest.fixture
def visitor() -> Client:
    return Client(enforce_csrf_checks=True, raise_request_exception=False)


@pytest.mark.django_db
class TestEveryReply:
    @pytest.mark.parametrize("address", PAGES)
    def test_a_page(self, visitor: Client, address: str) -> None:
        holds(visitor.get(address))

    def test_a_form_without_its_token(self, visitor: Client) -> None:
        refused = visitor.post("/account/login/")
        assert refused.status_code == 403
        holds(refused)

    def test_a_wrong_verb(self, visitor: Client) -> None:
        refused = visitor.delete("/quizzes/")
        assert refused.status_code in {403, 405}
        holds(refused)

    @pytest.mark.urls(__name__)
    def test_an_error_of_ours(self, visitor: Client) -> None:
        broken = visitor.get("/fails/")
        assert broken.status_code == 500
        holds(broken)

    def test_a_name_that_is_not_the_sites(self, visitor: Client) -> None:
        refused = visitor.get("/", headers={"host": "elsewhere.example"})
        assert refused.status_code == 400
        holds(refused)

    def test_health(self, visitor: Client) -> None:
        holds(visitor.get("/healthz"))

    def test_a_download(self, visitor: Client) -> None:
        holds(visitor.get(reverse("tutorial:export_csv", args=["recall"])))
        holds(visitor.get("/account/data/download/"))

    def test_a_redirect(self, visitor: Client) -> None:
        holds(visitor.get("/join"))

    def test_a_style_sheet(self, visitor: Client, settings: Any) -> None:
        settings.WHITENOISE_USE_FINDERS = settings.WHITENOISE_AUTOREFRESH = True
        assert finders.find("css/site.css")
        sheet = visitor.get("/static/css/site.css")
        assert sheet.status_code == 200
        holds(sheet)
        sheet.close()


def test_what_answers_before_django_is_as_strict() -> None:
    sent: dict[str, str] = {}
    environ = {"CONTENT_TYPE": "text/plain; charset=utf-7"}
    body = b"".join(application(environ, lambda status, headers: sent.update(dict(headers), status=status)))  # type: ignore[arg-type]
    assert sent["status"].startswith("415")
    assert b"UTF-8" in body
    assert sent["Content-Security-Policy"] == "default-src 'none'; frame-ancestors 'none'"
    assert sent["X-Content-Type-Options"] == "nosniff"
