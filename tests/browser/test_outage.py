"""The queue is taken down and comes back, in a real browser, on a whole running site."""

import re
from collections.abc import Iterator

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.demos.waiting import wait_until
from tests.site import Site

pytestmark = [pytest.mark.tree, pytest.mark.browser]

NAIVE, CAREFUL = "Upload, naive view", "Upload, careful view"
UNTIL_ALL_IS_OVER = 60_000  # ms: the outage, the housekeeping's ten seconds, and a busy machine


@pytest.fixture
def outage(site: Site, page: Page) -> Iterator[Page]:
    """The page, opened by a new presenter, who leaves the valve open."""
    page.goto(f"{site.url}/demos/outage/")
    yield page
    page.get_by_role("button", name="Open it now").click()
    expect(page.locator("#valve .state")).to_contain_text("Open")


def shut(page: Page, how: str, seconds: int) -> None:
    page.get_by_label(how, exact=True).check(force=True)
    page.get_by_label(f"{seconds} s", exact=True).check(force=True)
    page.get_by_role("button", name="Shut the valve").click()
    expect(page.locator("#valve .state")).to_contain_text(how)


def wait_of(page: Page, lane: str) -> float:
    """The side's large figure, in milliseconds."""
    number, unit = page.locator(f".duel .{lane} .fig b").inner_text().split()
    return float(number) * (1000 if unit == "s" else 1)


class TestFrozen:
    def test_one_hangs_and_the_other_keeps_it_and_says_so(self, outage: Page) -> None:
        shut(outage, "Frozen", 10)
        outage.get_by_role("button", name=NAIVE).click()
        outage.get_by_role("button", name=CAREFUL).click()
        expect(outage.locator(".duel .background")).to_contain_text("503 Service Unavailable")
        expect(outage.locator(".duel .background")).to_contain_text("Kept. The queue cannot be reached")
        expect(outage.locator(".duel .blocking")).to_contain_text("You are waiting")
        expect(outage.locator("#waited-naive")).to_contain_text(re.compile(r"You are waiting \d"))
        assert wait_of(outage, "background") < 4000

        expect(outage.locator("#valve .state")).to_contain_text("Open again")
        expect(outage.locator("#result[data-over]")).to_be_visible(timeout=UNTIL_ALL_IS_OVER)
        expect(outage.locator(".duel .blocking")).to_contain_text("You waited")
        assert wait_of(outage, "blocking") > 5000
        expect(outage.locator(".duel .background .trouble")).to_have_text(
            re.compile(r"✓\s*Processed .+ queued when the queue was back\. Nobody pressed anything\.")
        )
        expect(outage.locator(".backstage")).to_contain_text("Careful view: Worker 1")


class TestRefused:
    def test_the_naive_upload_is_lost_after_19_seconds_of_waiting(self, outage: Page) -> None:
        shut(outage, "Refused", 20)
        outage.get_by_role("button", name=NAIVE).click()
        expect(outage.locator(".duel .blocking")).to_contain_text(
            "500 Internal Server Error", timeout=UNTIL_ALL_IS_OVER
        )
        expect(outage.locator(".duel .blocking")).to_contain_text("✗ Lost")
        expect(outage.locator("#result pre")).to_contain_text("RuntimeError: Retry limit exceeded")
        assert wait_of(outage, "blocking") > 15_000

    def test_the_careful_view_answers_at_once(self, outage: Page) -> None:
        shut(outage, "Refused", 5)
        outage.get_by_role("button", name=CAREFUL).click()
        expect(outage.locator(".duel .background")).to_contain_text("Kept.")
        assert wait_of(outage, "background") < 2000
        expect(outage.get_by_role("heading", name="Result")).to_be_focused()


class TestSeats:
    def test_the_third_is_told_how_long_and_the_site_goes_on(self, site: Site, outage: Page) -> None:
        shut(outage, "Frozen", 10)
        with httpx.Client(base_url=site.url) as leaving:
            leaving.get("/demos/outage/")
            for _ in range(2):  # they press the button, and leave
                with pytest.raises(httpx.ReadTimeout):
                    leaving.post(
                        "/demos/outage/naive/",
                        headers={"X-CSRFToken": leaving.cookies["csrftoken"]},
                        timeout=httpx.Timeout(5, read=0.5),
                    )
        outage.get_by_role("button", name=NAIVE).click()
        expect(outage.locator("#waited-naive")).to_have_text(
            re.compile(r"As many requests as may are hanging .+ Try again in \d+ seconds?\.")
        )
        assert httpx.get(f"{site.url}/learn/why-background-tasks-matter/", timeout=3).status_code == 200
        outage.get_by_role("button", name="Open it now").click()
        wait_until(lambda: _goes_through(outage))


def _goes_through(page: Page) -> bool:
    """The seats of those who left are free again."""
    page.get_by_role("button", name=NAIVE).click()
    expect(page.locator("#waited-naive")).not_to_contain_text("You are waiting")
    return page.locator(".duel .blocking").get_by_text("202 Accepted").is_visible()


class TestWhoMay:
    def test_others_watch_and_upload(self, site: Site, outage: Page, browser: Browser) -> None:
        context = browser.new_context(extra_http_headers={"X-Forwarded-For": "192.0.2.7"})
        watching = context.new_page()
        watching.goto(f"{site.url}/demos/outage/")
        expect(watching.get_by_role("button", name="Shut the valve")).to_be_disabled()
        expect(watching.locator("#may")).to_contain_text("Only the presenter may do this")
        shut(outage, "Refused", 20)
        expect(watching.locator("#valve .state")).to_contain_text("Refused")
        expect(watching.locator("#valve")).to_contain_text(re.compile(r"It opens by itself in \d+ s\."))
        watching.get_by_role("button", name=CAREFUL).click()
        expect(watching.locator(".duel .background")).to_contain_text("503 Service Unavailable")
        context.close()


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_nothing_sticks_out(outage: Page, width: int) -> None:
    outage.set_viewport_size({"width": width, "height": 800})
    outage.get_by_role("button", name=CAREFUL).click()
    expect(outage.locator("#result[data-over]")).to_be_visible(timeout=UNTIL_ALL_IS_OVER)
    assert outage.evaluate("document.documentElement.scrollWidth") <= width


def test_without_javascript(site: Site, outage: Page, plain_page: Page) -> None:
    plain_page.goto(f"{site.url}/demos/outage/")
    plain_page.get_by_label("5 s", exact=True).check(force=True)
    plain_page.get_by_label("Refused", exact=True).check(force=True)
    plain_page.get_by_role("button", name="Shut the valve").click()
    expect(plain_page.locator("#valve")).to_contain_text("Refused. Whoever connects")
    plain_page.get_by_role("button", name=CAREFUL).click()
    expect(plain_page.locator(".duel .background")).to_contain_text("Kept. The queue cannot be reached")
    expect(plain_page.locator(".duel .background")).to_contain_text("✓ Processed", timeout=UNTIL_ALL_IS_OVER)
