"""When it does not help, in a real browser, on a whole running site with its own workers."""

import re
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
from playwright.sync_api import Page, expect

from demos.nohelp.full import burner
from tests.demos.waiting import wait_until
from tests.site import Site

pytestmark = pytest.mark.browser

OVER = "#result[data-over]"
A_WHILE = 60_000  # ms, on a busy machine


def burners() -> list[int]:
    """The processes that fill the processor now."""
    name = Path(burner.__file__).name
    found: Iterator[psutil.Process] = psutil.process_iter(["cmdline"])
    return [one.pid for one in found if any(name in part for part in one.info["cmdline"] or ())]


class TestTinyTasks:
    def test_rounds_of_both_lanes_end_in_a_verdict(self, site: Site, page: Page) -> None:
        page.goto(f"{site.url}/demos/nohelp/")
        page.get_by_role("button", name="rounds of both").click()

        expect(page.get_by_text("10 blocking, 10 in the background")).to_be_visible(timeout=A_WHILE)
        expect(page.locator("#verdict")).to_contain_text(
            re.compile(r"queueing (it|a title) takes|queueing it \d")
        )
        expect(page.get_by_role("row", name="Until one result is there")).to_contain_text("longer")
        expect(page.locator(OVER)).to_be_visible()
        expect(page.locator("#code .hot .cue")).to_have_count(2)

    @pytest.mark.parametrize("width", [320, 390, 1280])
    def test_nothing_sticks_out_at_any_width(self, site: Site, page: Page, width: int) -> None:
        page.set_viewport_size({"width": width, "height": 800})
        page.goto(f"{site.url}/demos/nohelp/?titles=20")
        for button in ("Once in the view", "Once as tasks"):
            page.get_by_role("button", name=button).click()
            expect(page.locator(OVER)).to_be_visible()
        expect(page.locator("#verdict")).to_be_visible()

        assert page.evaluate("document.documentElement.scrollWidth") <= width

    def test_without_javascript_each_page_offers_the_next_run(self, site: Site, plain_page: Page) -> None:
        plain_page.goto(f"{site.url}/demos/nohelp/")
        plain_page.get_by_role("button", name="rounds of both").click()
        for lane in ("Background", "Blocking", "Background"):
            # After a background run the page asks for itself again until a worker is done.
            plain_page.get_by_role("button", name=f"Next: {lane}").click()

        expect(plain_page.get_by_text("2 blocking, 2 in the background")).to_be_visible()
        expect(plain_page.locator("#verdict")).to_be_visible()


class TestFullProcessor:
    def test_the_experiment_runs_by_itself_and_leaves_nothing_behind(self, site: Site, page: Page) -> None:
        page.goto(f"{site.url}/demos/nohelp/full/")
        page.get_by_role("button", name="Measure, fill, measure again").click()
        expect(page.locator("#filling")).to_contain_text(re.compile(r"The processor is full: \d+ process"))
        assert burners()

        expect(page.locator("#verdict")).to_contain_text(" in the background lane", timeout=A_WHILE)
        for name in ("Blocking idle", "Background idle", "Blocking full", "Background full"):
            row = page.get_by_role("row", name=name)
            expect(row.get_by_role("cell").nth(1)).to_have_text(re.compile(r"^[\d.]+ m?s$"))
        expect(page.get_by_text("What would help: more cores")).to_be_visible()
        expect(page.locator(OVER)).to_be_visible(timeout=A_WHILE)
        wait_until(lambda: not burners())
