"""A result that asks for itself again meets the reply of a button that was pressed meanwhile."""

import pytest
from playwright.sync_api import Page, expect

from tests.site import Site

pytestmark = [pytest.mark.tree, pytest.mark.browser]


def test_a_lane_that_is_run_while_the_other_is_still_at_work_is_shown(site: Site, page: Page) -> None:
    page.goto(f"{site.url}/demos/order/?failure_percent=0&latency_ms=1500")
    background, blocking = (page.locator("#result .duel .fig").nth(n) for n in (1, 0))
    page.get_by_role("button", name="background").click()
    expect(background).to_contain_text("You waited")
    expect(
        page.locator("#result[hx-get]")
    ).to_be_visible()  # it asks for itself again: the payment is under way

    page.locator("#controls").get_by_role("button").first.click()

    expect(blocking).to_contain_text("You waited")
    expect(page.locator("#result[data-over]")).to_be_visible()
    expect(background).to_contain_text("You waited")
