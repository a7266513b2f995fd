"""A race of several runs in a real browser: medians, marks, the three figures, the link."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.races import START, expect_over, milliseconds, run, wait_of
from tests.site import Site

pytestmark = pytest.mark.browser
LANES = ("blocking", "background")


@pytest.fixture
def race(site: Site, page: Page) -> Page:
    """The page of the race, set to three quick runs with a warm-up."""
    page.goto(f"{site.url}/demos/upload/")
    page.get_by_text("2 MP", exact=True).click()
    page.get_by_label("Mail server delay").fill("100")
    page.get_by_role("group", name="Runs of each lane").get_by_text("3", exact=True).click()
    page.get_by_label("Warm up first").check()
    return page


class TestThreeRuns:
    def test_the_median_is_shown_and_every_run_is_a_mark(self, race: Page) -> None:
        race.get_by_role("button", name=START).click()
        expect(race.get_by_role("button", name="Warm-up, not counted: stop after it")).to_be_visible()
        expect(race.get_by_role("button", name="Run 2 of 3: stop after it")).to_be_visible()
        expect_over(race)

        expect(race.get_by_role("heading", name="All 3 runs")).to_be_visible()
        expect(race.get_by_role("heading", name="Result")).to_be_focused()
        expect(race.locator(".sum")).to_contain_text(
            "Median of 3 runs of each lane, measured in this browser from click to reply"
        )
        for lane in LANES:
            expect(race.locator(f"#runs .{lane} line.run")).to_have_count(4)
            expect(race.locator(f"#runs .{lane} line.run.warm-up")).to_have_count(1)
            assert milliseconds(race.locator(f"#runs .{lane} p b")) == wait_of(race, lane)

    def test_the_table_has_three_figures_of_every_run(self, race: Page) -> None:
        run(race)
        race.get_by_text("Show every run as a table").click()
        rows = race.get_by_role("region", name="Every run").locator("tbody tr")

        expect(rows).to_have_count(4)
        expect(rows.first).to_contain_text("Warm-up (not counted)")
        waits: dict[str, list[float]] = {lane: [] for lane in LANES}
        for row in rows.all()[1:]:
            cells = row.locator("td")
            expect(cells).to_have_count(6)
            for lane, first in zip(LANES, (0, 3), strict=True):
                waited, done, processor = (milliseconds(cells.nth(first + n)) for n in range(3))
                assert processor < done
                assert lane == "background" or waited >= done  # with the reply everything is done
                assert lane == "blocking" or waited < done
                waits[lane].append(waited)
        for lane in LANES:
            assert wait_of(race, lane) == sorted(waits[lane])[1]

    def test_may_be_stopped(self, race: Page) -> None:
        race.get_by_role("button", name=START).click()
        race.get_by_role("button", name="Run 1 of 3: stop after it").click()
        expect_over(race)

        expect(race.locator(".sum")).to_contain_text("One race")
        expect(race.locator("#runs .blocking line.run")).to_have_count(2)

    def test_the_link_reproduces_it_for_its_visitor_and_for_others(
        self, race: Page, browser: Browser
    ) -> None:
        run(race)
        expect(race.get_by_role("heading", name="All 3 runs")).to_be_visible()
        link = race.get_by_role("link", name="Link to this race")
        address = link.evaluate("link => link.href")
        before = [wait_of(race, lane) for lane in LANES]
        link.click()
        assert [wait_of(race, lane) for lane in LANES] == before

        stranger = browser.new_context().new_page()
        stranger.goto(address)
        expect(stranger.locator(".duel")).to_contain_text("The work is done now")
        expect(stranger.get_by_role("radio", name="3", exact=True)).to_be_checked()
        expect(stranger.get_by_label("Warm up first")).to_be_checked()
        expect(stranger.get_by_role("radio", name="2 MP", exact=True)).to_be_checked()
        expect(stranger.locator("output")).to_have_text("100 ms")
        run(stranger)
        expect(stranger.get_by_role("heading", name="All 3 runs")).to_be_visible()
        stranger.context.close()

    def test_together(self, race: Page) -> None:
        race.get_by_text("Together").click()
        run(race)

        expect(race.locator(".sum")).to_contain_text("the lanes ran together")
        expect(race.locator("#runs line.run")).to_have_count(8)


class TestBounds:
    def test_too_many_runs_a_minute_are_told_to_wait(self, race: Page) -> None:
        said = (
            '{"errors": {"__all__": [{"message": "That is enough for the moment. Try again in 7 seconds."}]}}'
        )
        race.route(
            re.compile("/demos/upload/background/"),
            lambda route: route.fulfill(status=429, body=said, content_type="application/json"),
        )
        race.get_by_role("button", name=START).click()

        expect(race.locator("#refusal")).to_contain_text("Try again in 7 seconds.")
        expect(race.get_by_role("button", name=START)).to_be_enabled()
