"""Records in a real browser: take one home, open it elsewhere, watch it again."""

import json
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.races import A_WHOLE_RACE, run, wait_of
from tests.site import Site

pytestmark = pytest.mark.browser
LANES = ("blocking", "background")
BEGINS = datetime(2026, 1, 1, tzinfo=UTC)  # for the clock of the page, which the test moves on


@pytest.fixture
def raced(site: Site, page: Page) -> Page:
    """A race that has been run."""
    page.goto(f"{site.url}/demos/upload/")
    page.get_by_text("2 MP", exact=True).click()
    run(page)
    return page


@pytest.fixture
def record(raced: Page, tmp_path: Path) -> Path:
    """Its record, as a visitor downloads it."""
    with raced.expect_download() as download:
        raced.get_by_role("link", name="JSON").click()
    assert re.fullmatch(r"upload-[\d-]+-[0-9a-f]{8}\.json", download.value.suggested_filename)
    path = tmp_path / download.value.suggested_filename
    download.value.save_as(path)
    return path


class TestReplay:
    def test_shows_the_same_figures_and_plays_them(self, raced: Page) -> None:
        waits = [wait_of(raced, lane) for lane in LANES]
        raced.clock.install(time=BEGINS)
        raced.get_by_role("link", name="Replay", exact=True).click()
        expect(raced.locator(".lead")).to_contain_text(re.compile(r"Recorded on \d+ \w+ \d{4}"))
        assert [wait_of(raced, lane) for lane in LANES] == waits

        raced.clock.pause_at(BEGINS + timedelta(hours=1))
        raced.get_by_role("button", name="Play it").click()
        raced.clock.run_for(200)
        expect(raced.locator(".duel .blocking")).to_contain_text("You are waiting")
        assert 100 < wait_of(raced, "blocking") <= 200 < waits[0]
        expect(raced.locator("#curtain-0 rect")).not_to_have_attribute("width", "0")
        raced.clock.run_for(A_WHOLE_RACE)
        expect(raced.get_by_role("button", name="Play it again")).to_be_visible()
        assert [wait_of(raced, lane) for lane in LANES] == waits
        expect(raced.locator("[clip-path]")).to_have_count(0)

    def test_with_less_motion_there_is_the_final_picture_alone(self, raced: Page) -> None:
        raced.emulate_media(reduced_motion="reduce")
        raced.get_by_role("link", name="Replay", exact=True).click()

        expect(raced.locator(".duel .blocking")).to_contain_text("You waited")
        expect(raced.get_by_role("button", name="Play it")).to_be_hidden()


class TestOpening:
    def test_a_stranger_opens_it_where_nobody_ran_it(
        self, site: Site, raced: Page, record: Path, plain_page: Page
    ) -> None:
        plain_page.goto(f"{site.url}/demos/records/")
        plain_page.get_by_label("A record (JSON)").set_input_files(record)
        plain_page.get_by_role("button", name="Replay it").click()

        expect(plain_page.get_by_role("heading", name="Replay")).to_be_visible()
        assert [wait_of(plain_page, lane) for lane in LANES] == [wait_of(raced, lane) for lane in LANES]
        expect(plain_page.locator(".stage")).to_contain_text("send email")

    def test_what_is_no_record_is_refused_in_words(self, site: Site, page: Page, record: Path) -> None:
        spoilt = json.loads(record.read_text())
        del spoilt["runs"]
        record.write_text(json.dumps(spoilt))
        page.goto(f"{site.url}/demos/records/")
        page.get_by_label("A record (JSON)").set_input_files(record)
        page.get_by_role("button", name="Replay it").click()

        expect(page.get_by_role("alert")).to_contain_text("This is not a record of a race: “runs")

    def test_they_are_listed(self, site: Site, raced: Page) -> None:
        raced.goto(f"{site.url}/demos/records/")
        raced.get_by_role("link", name="The upload race").click()
        expect(raced.get_by_role("heading", name="Replay")).to_be_visible()
