"""The sign-up email in a real browser, on a whole running site."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.site import Site

pytestmark = pytest.mark.browser

ALL_FOUR = "Try all four ways"
DELAY_MS = 900
WAYS = ("Send in the view", "Sleep in the view", "Store it for later, by hand", "Background task")


@pytest.fixture
def signup(site: Site, page: Page) -> Page:
    """The page, opened by a new visitor."""
    page.goto(f"{site.url}/demos/signup/?mail_delay_ms={DELAY_MS}")
    return page


def column(page: Page, way: str) -> Locator:
    return page.get_by_role("article", name=way)


def wait_of(page: Page, way: str) -> float:
    """The way's large figure, in milliseconds."""
    number, unit = column(page, way).locator(".big").inner_text().split()
    return float(number.lstrip("<")) * (1000 if unit == "s" else 1)


def try_all_four(page: Page) -> None:
    page.get_by_role("button", name=ALL_FOUR).click()
    expect(page.locator("#why")).to_be_visible(timeout=60_000)


class TestAllFour:
    def test_one_press_runs_them_one_after_another_and_one_is_right(self, signup: Page) -> None:
        try_all_four(signup)

        assert min(wait_of(signup, way) for way in WAYS[:2]) >= DELAY_MS
        assert max(wait_of(signup, way) for way in WAYS[2:]) < DELAY_MS
        expect(column(signup, WAYS[0])).to_contain_text("The view, while you waited")
        expect(column(signup, WAYS[1])).to_contain_text("Nothing was sent")
        expect(column(signup, WAYS[2])).to_contain_text("It lies in the database")
        expect(column(signup, WAYS[3])).to_contain_text("A worker, by itself")
        expect(signup.locator("#why")).to_contain_text("“Background task” let you go at once")

    def test_a_reload_shows_the_same_and_signs_nobody_up(self, signup: Page) -> None:
        try_all_four(signup)
        before, sent = [wait_of(signup, way) for way in WAYS], []
        signup.on("request", lambda request: sent.append(request.method))
        signup.reload()
        expect(signup.locator("#why")).to_be_visible()

        assert [wait_of(signup, way) for way in WAYS] == before
        assert "POST" not in sent

    def test_the_email_by_hand_goes_when_somebody_presses(self, signup: Page) -> None:
        try_all_four(signup)
        signup.get_by_role("button", name="Send them by hand").click()

        expect(column(signup, WAYS[2])).to_contain_text("Somebody, by hand")
        expect(column(signup, WAYS[2])).to_contain_text("Not by itself")

    def test_the_code_bears_what_each_differing_line_cost(self, signup: Page) -> None:
        try_all_four(signup)

        expect(signup.locator("#code .ln.hot")).to_have_count(4)
        expect(signup.locator("#code .hot .cue")).to_have_count(4)

    @pytest.mark.parametrize("width", [320, 390, 1280])
    def test_nothing_sticks_out_at_any_width(self, signup: Page, width: int) -> None:
        signup.set_viewport_size({"width": width, "height": 800})
        try_all_four(signup)

        assert signup.evaluate("document.documentElement.scrollWidth") <= width


class TestMailServerDown:
    def test_the_view_fails_and_the_task_tries_again(self, signup: Page) -> None:
        signup.get_by_text("down for the first").click()
        try_all_four(signup)

        expect(column(signup, WAYS[0])).to_contain_text("The mail server cannot be reached.")
        expect(column(signup, WAYS[0])).to_contain_text("Here: 1 try, replied with 502 Bad Gateway.")
        expect(column(signup, WAYS[3])).to_contain_text(re.compile(r"Here: [2-4] tries, arrived\."))


class TestOneWay:
    def test_the_visitor_sees_the_wait_and_the_focus_goes_to_the_result(self, signup: Page) -> None:
        column(signup, WAYS[1]).get_by_role("button", name="Sign up this way").click()
        expect(signup.locator("#waited")).to_contain_text("You are waiting")

        expect(column(signup, WAYS[1])).to_contain_text("asleep")
        expect(signup.get_by_role("heading", name="Result")).to_be_focused()
        expect(column(signup, WAYS[0]).locator(".big")).to_have_text("–")


class TestWithoutJavaScript:
    def test_each_page_offers_the_next_way(self, site: Site, plain_page: Page) -> None:
        page = plain_page
        page.goto(f"{site.url}/demos/signup/?mail_delay_ms=100")
        page.get_by_role("button", name=ALL_FOUR).click()
        for way in WAYS[1:]:
            page.get_by_role("button", name=f"Now: {way}").click()

        # The page asks for itself again until the worker is done.
        expect(page.locator("#why")).to_contain_text("“Background task” let you go at once")
        page.get_by_role("button", name="Send them by hand").click()
        expect(column(page, WAYS[2])).to_contain_text("Somebody, by hand")
