"""Who may control the workers. Loopback is a laptop's own browser only where no proxy can be in between."""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AnonymousUser, Permission
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from pytest_django import Settings

from demos.presenters import may_present, presenter_required, why, why_not

FORWARDED = ["X-Forwarded-For", "Forwarded", "X-Real-IP", "X-Forwarded-Host", "Via"]


def request_from(address: str = "127.0.0.1", **headers: str) -> HttpRequest:
    request = RequestFactory().post("/demos/present/", REMOTE_ADDR=address, headers=headers)
    request.user = AnonymousUser()
    return request


@pytest.fixture
def public(settings: Settings) -> None:
    settings.PUBLIC_HOST = "class.example"
    settings.ALLOWED_HOSTS = ["class.example"]


def signed_in(*, presenter: bool) -> HttpRequest:
    request = request_from()
    user = get_user_model().objects.create_user("ada")
    if presenter:
        user.user_permissions.add(Permission.objects.get(codename="present_class"))
    request.user = user
    return request


class TestOnALaptop:
    @pytest.mark.parametrize("address", ["127.0.0.1", "127.3.2.1", "::1", "::ffff:127.0.0.1"])
    def test_whoever_sits_at_it(self, address: str) -> None:
        request = request_from(address)
        assert may_present(request)
        assert "runs on your own machine and is not public" in why(request)
        assert why_not(request) == ""

    @pytest.mark.parametrize("address", ["10.0.0.7", "::2", "::ffff:10.0.0.1", "", "unix:", "127.0.0.1.evil"])
    def test_nobody_else(self, address: str) -> None:
        request = request_from(address)
        assert not may_present(request)
        assert "on the machine that runs it" in why_not(request)
        assert why(request) == ""

    @pytest.mark.parametrize("header", FORWARDED)
    @pytest.mark.parametrize("value", ["127.0.0.1", ""])
    def test_nobody_whom_a_proxy_brings(self, header: str, value: str) -> None:
        assert not may_present(request_from(**{header: value}))


@pytest.mark.django_db
@pytest.mark.usefixtures("public")
class TestOnAPublicSite:
    def test_not_by_coming_from_loopback(self) -> None:
        request = request_from()
        assert not may_present(request)
        assert "sign in first" in why_not(request)

    def test_not_everybody_who_signs_in(self) -> None:
        request = signed_in(presenter=False)
        assert not may_present(request)
        assert why_not(request) == "Only a presenter may do this, and ada is not one."

    def test_who_has_the_permission(self) -> None:
        request = signed_in(presenter=True)
        assert may_present(request)
        assert why(request).endswith("you are signed in as ada.")


class TestTheDoor:
    def test_lets_a_presenter_in(self) -> None:
        view = presenter_required(lambda request: HttpResponse("the desk"))
        assert view(request_from()).content == b"the desk"

    def test_says_why_not(self) -> None:
        response = Client(REMOTE_ADDR="10.0.0.1").get("/demos/present/")
        assert response.status_code == 403
        assert "whoever opens the site on the machine that runs it" in response.text

    @pytest.mark.django_db
    @pytest.mark.usefixtures("public")
    def test_leads_to_the_sign_in_and_back(self) -> None:
        response = Client(headers={"host": "class.example"}).get("/demos/present/?scene=2", secure=True)
        assert response["Location"] == "/demos/present/sign-in/?next=/demos/present/%3Fscene%3D2"

    @pytest.mark.usefixtures("public")
    def test_does_not_lead_back_to_a_button(self) -> None:
        response = presenter_required(lambda _: HttpResponse())(request_from())
        assert response["Location"] == "/demos/present/sign-in/?next=/demos/present/"

    @pytest.mark.usefixtures("public")
    def test_leads_a_page_with_htmx_to_the_sign_in(self) -> None:
        request = request_from()
        vars(request)["htmx"] = True
        response = presenter_required(lambda _: HttpResponse())(request)
        assert (response.status_code, response["HX-Redirect"]) == (403, "/demos/present/sign-in/")
