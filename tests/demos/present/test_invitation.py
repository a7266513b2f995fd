"""What the screen tells a class."""

import re
from typing import Any

import pytest
import segno
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from demos.present import classes

pytestmark = pytest.mark.django_db


@pytest.fixture
def lan(settings: Settings) -> None:
    settings.SITE_FOR_PHONES = "http://10.0.0.7:8000"


class TestPanel:
    @pytest.mark.usefixtures("lan")
    def test_opens_the_class(self, htmx: Client) -> None:
        panel = htmx.post("/demos/present/class/open/").text
        live_class = classes.current_class(timezone.now())
        assert live_class is not None
        assert f"{live_class.code[:3]} {live_class.code[3:]}" in panel
        assert "10.0.0.7:8000/join" in panel
        assert '<b class="num">0</b> phones in the house' in panel

    @pytest.mark.usefixtures("lan")
    def test_its_qr_code_leads_straight_to_the_seat(
        self, htmx: Client, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        asked: list[str] = []
        make = segno.make

        def spy(content: str, **options: Any) -> segno.QRCode:
            asked.append(content)
            return make(content, **options)

        monkeypatch.setattr(segno, "make", spy)
        panel = htmx.post("/demos/present/class/open/").text
        live_class = classes.open_class(timezone.now())
        assert asked == [f"http://10.0.0.7:8000/demos/join/{live_class.code}/"]
        assert re.findall(r'<svg[^>]*class="qr"', panel)
        assert "style=" not in panel

    def test_says_so_where_phones_cannot_reach_it(self, htmx: Client, settings: Settings) -> None:
        settings.SITE_FOR_PHONES = ""
        panel = htmx.post("/demos/present/class/open/").text
        assert "Phones cannot reach this site" in panel
        assert "HOST=0.0.0.0 make start" in panel
        assert 'class="qr"' not in panel

    def test_ends_the_class(self, htmx: Client) -> None:
        htmx.post("/demos/present/class/open/")
        assert "Let phones join" in htmx.post("/demos/present/class/end/").text
        assert classes.current_class(timezone.now()) is None

    def test_works_without_javascript(self, presenter: Client) -> None:
        response = presenter.post("/demos/present/class/open/", {"scene": "stage"})
        assert response["Location"] == "/demos/present/scenes/stage/"

    @pytest.mark.parametrize("act", ["open", "end"])
    def test_is_for_presenters(self, act: str, stranger: Client) -> None:
        assert stranger.post(f"/demos/present/class/{act}/").status_code == 403
        assert stranger.get("/demos/present/class/").status_code == 403
