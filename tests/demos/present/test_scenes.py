"""Every scene: the scenario's own page, between the presenter's controls."""

import re

import pytest
from django.test import Client

from demos.present.scenes import find_scene, scenes
from demos.scenarios import scenarios
from tests.test_pages import CSS_BUDGET, weight

pytestmark = pytest.mark.django_db

SCENES = "present/scenes/"


@pytest.fixture(params=["upload", "stage", "order"])
def slug(request: pytest.FixtureRequest) -> str:
    """A scenario of two lanes, the stage, a scenario that has its page from `scenario.html`."""
    return str(request.param)


class TestOrder:
    def test_is_the_labs_with_the_stage_after_the_first(self) -> None:
        slugs = [scene.slug for scene in scenes()]
        lab = [scenario.slug for scenario in scenarios()]
        assert slugs == [lab[0], "stage", *lab[1:]]

    def test_leads_on_and_back(self) -> None:
        all_of_them = scenes()
        assert [scene.after for scene in all_of_them] == [*(scene.url for scene in all_of_them[1:]), ""]
        assert [scene.before for scene in all_of_them] == ["", *(scene.url for scene in all_of_them[:-1])]
        assert [scene.number for scene in all_of_them] == list(range(1, len(all_of_them) + 1))
        assert {scene.of for scene in all_of_them} == {len(all_of_them)}

    def test_an_unknown_one(self, presenter: Client) -> None:
        assert find_scene("nothing") is None
        assert presenter.get("/demos/present/scenes/nothing/").status_code == 404

    def test_begins_with_the_first(self, presenter: Client) -> None:
        assert presenter.get("/demos/present/")["Location"] == "/demos/present/scenes/upload/"


class TestScene:
    def test_is_the_scenarios_page_without_the_sites_navigation(self, presenter: Client, slug: str) -> None:
        scene = presenter.get(f"/demos/present/scenes/{slug}/").text
        assert 'class="presenter ' in scene
        assert 'aria-label="Main"' not in scene
        assert re.findall(r'id="(?:controls|setup|stage-desk)"', scene)

    def test_is_for_presenters(self, stranger: Client, slug: str) -> None:
        response = stranger.get(f"/demos/present/scenes/{slug}/")
        assert response.status_code == 403
        assert "on the machine that runs it" in response.text

    def test_the_scenarios_own_page_stays_as_it_was(self, presenter: Client, slug: str) -> None:
        assert "css/present.css" not in presenter.get(f"/demos/{slug}/").text

    def test_the_css_of_each_stays_within_the_budget(self, presenter: Client) -> None:
        for scene in scenes():
            sheets = re.findall(
                r'<link rel="stylesheet" href="/static/([^"]+)"', presenter.get(scene.url).text
            )
            assert "css/present.css" in sheets
            assert sum(map(weight, sheets)) <= CSS_BUDGET, scene.slug

    @pytest.mark.parametrize("slug", ["killed", "signup"])
    def test_says_what_the_scenarios_own_page_says_before_anything_has_run(
        self, presenter: Client, slug: str
    ) -> None:
        """Their templates have a variable of the scene's name."""
        own, scene = (_result_of(presenter.get(f"/demos/{place}{slug}/").text) for place in ("", SCENES))
        assert own == scene

    def test_nothing_is_inline(self, presenter: Client, slug: str) -> None:
        scene = presenter.get(f"/demos/present/scenes/{slug}/").text
        assert re.findall(r"<style|<script(?![^>]* src=)|\s(?:style|on\w+)=", scene) == []

    def test_may_be_framed_by_this_site_for_full_screen(self, presenter: Client, slug: str) -> None:
        scene = presenter.get(f"/demos/present/scenes/{slug}/")
        assert scene["X-Frame-Options"] == "SAMEORIGIN"
        assert "frame-ancestors 'self'" in scene["Content-Security-Policy"]
        assert "frame-src 'self'" in scene["Content-Security-Policy"]
        assert presenter.get(f"/demos/{slug}/")["X-Frame-Options"] == "DENY"

    def test_says_why_one_may(self, presenter: Client, slug: str) -> None:
        scene = presenter.get(f"/demos/present/scenes/{slug}/").text
        assert "You may control the workers, because this site runs on your own machine" in scene

    def test_has_a_button_for_every_key(self, presenter: Client) -> None:
        scene = presenter.get("/demos/present/scenes/order/").text
        keys = re.findall(r'aria-keyshortcuts="(\w+)"', scene)
        assert sorted(keys) == sorted(["PageUp", "PageDown", "D", "C", "B", "F", "P", "R", "K"])

    def test_has_a_key_for_its_code_where_it_has_some(self, presenter: Client) -> None:
        for scene in scenes():
            page = presenter.get(scene.url).text
            assert ('aria-keyshortcuts="C"' in page) == ('id="code"' in page), scene.slug


def _result_of(page: str) -> str:
    found = re.search(r'<(\w+)[^>]* id="result".*?</\1>', page, re.DOTALL)
    assert found
    return found[0]
