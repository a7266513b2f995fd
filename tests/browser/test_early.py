"""A task that is queued inside a transaction, in a real browser, on a whole running site."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.site import Site

pytestmark = [pytest.mark.tree, pytest.mark.browser]

AT_ONCE, ON_COMMIT = "Book, and queue at once", "Book, and queue on COMMIT"
MISSING = "demos.early.models.Booking.DoesNotExist: Booking matching query does not exist."


@pytest.fixture
def early(site: Site, page: Page) -> Page:
    """The page, opened by a new visitor."""
    page.goto(f"{site.url}/demos/early/")
    return page


def book(page: Page, button: str, *, gap_ms: int, tries: int = 1) -> None:
    page.get_by_label("From queueing to COMMIT").fill(str(gap_ms))
    page.locator(f"input[name=tries][value='{tries}']").check(force=True)
    page.get_by_role("button", name=button).click()


def figure(page: Page, side: int) -> str:
    return re.sub(r"\s+", " ", page.locator(".duel .fig b").nth(side).inner_text())


class TestBothWays:
    def test_the_worker_is_too_early_or_in_time(self, early: Page) -> None:
        book(early, AT_ONCE, gap_ms=400)
        expect(early.locator(".backstage")).to_contain_text("✗ DoesNotExist, ")
        expect(early.locator("pre").filter(has_text=MISSING)).to_be_visible()
        expect(early.locator(".raised").first).to_have_text(
            re.compile(r"Booking \d+ does exist\. .+ its COMMIT came at .+ too late\. Nobody was told")
        )
        book(early, ON_COMMIT, gap_ms=400)
        expect(early.locator(".backstage")).to_contain_text("✓ found, ")
        assert (figure(early, 0), figure(early, 1)) == ("1 of 1", "0 of 1")

    def test_several_tries_are_counted_by_their_gap(self, early: Page) -> None:
        book(early, AT_ONCE, gap_ms=700, tries=5)
        expect(early.get_by_role("row", name="700 ms")).to_contain_text("5 of 5 went wrong")
        book(early, ON_COMMIT, gap_ms=0, tries=5)
        expect(early.get_by_role("row", name="0 ms", exact=False).first).to_contain_text("0 of 5 went wrong")

    def test_the_result_has_the_focus_and_stays_with_the_settings(self, early: Page) -> None:
        book(early, AT_ONCE, gap_ms=800)
        expect(early.get_by_role("heading", name="Result")).to_be_focused()
        early.reload()
        assert figure(early, 0) == "1 of 1"
        expect(early.locator("output")).to_have_text("800 ms")

    def test_the_slider_says_its_value(self, early: Page) -> None:
        early.get_by_label("From queueing to COMMIT").fill("1500")
        expect(early.locator("output")).to_have_text("1.50 s")

    @pytest.mark.parametrize("width", [320, 390, 1280])
    def test_nothing_sticks_out(self, early: Page, width: int) -> None:
        early.set_viewport_size({"width": width, "height": 800})
        book(early, AT_ONCE, gap_ms=800)
        expect(early.locator(".backstage")).to_contain_text("✗ DoesNotExist, ")
        assert early.evaluate("document.documentElement.scrollWidth") <= width


def test_a_second_visitor_is_told_to_wait(site: Site, early: Page, plain_page: Page) -> None:
    plain_page.goto(f"{site.url}/demos/early/")
    with early.expect_request("**/demos/early/after/"):
        book(early, ON_COMMIT, gap_ms=2000, tries=5)
    expect(early.locator("#waited")).to_contain_text("You are waiting")
    plain_page.get_by_role("button", name=AT_ONCE).click()
    expect(plain_page.locator("main")).to_contain_text(
        re.compile(r"Somebody else keeps a transaction open just now.+Try again in \d+ seconds")
    )
    expect(early.locator(".duel")).to_contain_text(re.compile(r"0\s+of 2"))


def test_without_javascript(site: Site, plain_page: Page) -> None:
    plain_page.goto(f"{site.url}/demos/early/")
    for button in (AT_ONCE, ON_COMMIT):
        plain_page.get_by_role("button", name=button).click()
    assert (figure(plain_page, 0), figure(plain_page, 1)) == ("1 of 1", "0 of 1")
    expect(plain_page.locator("pre").filter(has_text=MISSING)).to_be_visible()
