"""The online order in a real browser, on a whole running site."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.site import Site

pytestmark = pytest.mark.browser

OVER = "#result[data-over]"
A_WHOLE_ORDER = 60_000  # ms, on a busy machine
BLOCKING, BACKGROUND = "Order, blocking", "Order, in the background"
QUICK = "?latency_ms=100&failure_percent=50&luck=17"  # no connection, no reply, paid


@pytest.fixture
def shop(site: Site, page: Page) -> Page:
    """The page of the order, opened by a new visitor with quick dials."""
    page.goto(f"{site.url}/demos/order/{QUICK}")
    return page


def order(page: Page, button: str) -> None:
    page.get_by_role("button", name=button).click()
    lane = "background" if button == BACKGROUND else "blocking"
    expect(page.locator(f".duel .{lane}")).to_contain_text("You waited", timeout=A_WHOLE_ORDER)
    expect(page.locator(OVER)).to_be_visible(timeout=A_WHOLE_ORDER)


def wait_of(page: Page, lane: str) -> float:
    """The lane's large figure, in milliseconds."""
    number, unit = page.locator(f".duel .{lane} .fig b").inner_text().split()
    return float(number) * (1000 if unit == "s" else 1)


class TestBothLanes:
    def test_the_same_payment_for_a_different_wait(self, shop: Page) -> None:
        order(shop, BLOCKING)
        order(shop, BACKGROUND)

        assert wait_of(shop, "background") < wait_of(shop, "blocking")
        assert wait_of(shop, "blocking") > 1500  # it sat through two pauses
        proof = shop.locator("#result").get_by_text(
            "2 requests reached the provider, 1 charge made, 1 answered from the key."
        )
        expect(proof).to_have_count(2)
        expect(shop.locator("#result .verdict.right").filter(has_text="Charged once")).to_have_count(2)
        receipt = re.compile(r"in the mail: “Receipt for order \w+: €90\.00 paid”")
        expect(shop.get_by_text(receipt)).to_have_count(2)
        expect(shop.locator("#code .hot .cue")).to_have_count(3)

    def test_the_visitor_waits_visibly_and_then_has_the_result(self, shop: Page) -> None:
        shop.get_by_role("button", name=BLOCKING).click()
        expect(shop.locator("#waited")).to_contain_text("You are waiting")
        expect(shop.get_by_role("button", name=BACKGROUND)).to_be_disabled()
        expect(shop.locator(OVER)).to_be_visible(timeout=A_WHOLE_ORDER)

        expect(shop.get_by_role("heading", name="Result")).to_be_focused()
        expect(shop.get_by_role("button", name=BACKGROUND)).to_be_enabled()
        expect(shop.locator("#waited")).not_to_contain_text("You are waiting")

    def test_the_background_lane_confirms_and_says_that_the_payment_is_under_way(self, shop: Page) -> None:
        shop.get_by_text("1.50 s", exact=True).click()
        shop.get_by_role("button", name=BACKGROUND).click()

        lane = shop.locator("#result .pair .background").first
        expect(lane).to_contain_text(re.compile(r"“Order \w+ is confirmed\. Payment is under way\.”"))
        expect(lane).to_contain_text("under way, try 1")
        expect(lane).to_contain_text("follows the payment")
        expect(shop.locator("#result .verdict")).to_have_count(0)
        expect(shop.locator(OVER)).to_be_visible(timeout=A_WHOLE_ORDER)
        expect(lane).to_contain_text("in the mail")

    def test_each_try_is_on_the_timeline(self, shop: Page) -> None:
        order(shop, BLOCKING)
        shop.get_by_text("Show the timings as a table").click()

        for number in (1, 2, 3):
            expect(shop.get_by_role("row", name=re.compile(rf"^payment, try {number} "))).to_be_visible()
        expect(shop.get_by_role("row", name=re.compile("^trying again: payment "))).to_have_count(2)

    @pytest.mark.parametrize("width", [320, 390, 768, 1280])
    def test_nothing_sticks_out_at_any_width(self, shop: Page, width: int) -> None:
        shop.set_viewport_size({"width": width, "height": 800})
        order(shop, BACKGROUND)

        assert shop.evaluate("document.documentElement.scrollWidth") <= width


class TestTrouble:
    def test_without_the_key_a_lost_reply_is_charged_twice(self, shop: Page) -> None:
        shop.get_by_label("Luck").fill("16")  # its first reply is lost
        shop.get_by_text("No key", exact=True).click()
        order(shop, BLOCKING)

        expect(shop.locator("#result .verdict.wrong")).to_contain_text("Charged 2 times")
        expect(shop.locator("#result")).to_contain_text("€180.00 for an order of €90.00")

    def test_a_payment_that_fails_for_good_can_be_tried_again(self, shop: Page) -> None:
        shop.get_by_text("100 %", exact=True).click()
        order(shop, BACKGROUND)
        expect(shop.locator(".duel .background")).to_contain_text(
            "The payment did not go through in 4 tries. The order is kept."
        )
        expect(shop.locator("#result")).to_contain_text("Charged, and the shop does not know")
        button = shop.get_by_role("button", name="Try again for order")
        number = button.inner_text().split()[-1]

        shop.get_by_text("0 %", exact=True).click()
        button.click()
        expect(shop.locator("#result")).to_contain_text(f"in the mail: “Receipt for order {number}")
        expect(shop.locator("#result .verdict.right")).to_contain_text("Charged once")
        expect(shop.get_by_role("button", name="Try again")).to_have_count(0)

    def test_what_cannot_be_ordered_is_said_beside_the_dials(self, shop: Page) -> None:
        shop.get_by_label("Seats").fill("9")
        shop.get_by_role("button", name=BLOCKING).click()
        expect(shop.locator("#refusal")).to_contain_text("Not ordered")

        shop.get_by_label("Seats").fill("1")
        order(shop, BACKGROUND)
        expect(shop.locator("#refusal")).to_be_empty()
        expect(shop.locator("#result")).to_contain_text("1 × Stalls, €45.00")


def test_a_link_sets_the_dials_for_somebody_else(site: Site, shop: Page, plain_page: Page) -> None:
    shop.get_by_text("Circle").click()
    shop.get_by_label("Seats").fill("3")
    order(shop, BACKGROUND)

    plain_page.goto(shop.url)
    expect(plain_page.get_by_role("radio", name=re.compile("Circle"))).to_be_checked()
    expect(plain_page.get_by_label("Seats")).to_have_value("3")
    expect(plain_page.locator("#result")).not_to_contain_text("You waited")  # that run is not theirs


def test_without_javascript(site: Site, plain_page: Page) -> None:
    plain_page.goto(f"{site.url}/demos/order/{QUICK}")
    plain_page.get_by_role("button", name=BLOCKING).click()
    expect(plain_page.locator(".duel .blocking")).to_contain_text("You waited")
    plain_page.get_by_role("button", name=BACKGROUND).click()
    expect(plain_page.locator("#result")).to_contain_text("Payment is under way")

    expect(plain_page.locator(OVER)).to_be_visible(timeout=A_WHOLE_ORDER)  # the page looks again by itself
    expect(plain_page.locator("#result .verdict.right").filter(has_text="Charged once")).to_have_count(2)
    expect(plain_page.get_by_label("Luck")).to_have_value("17")
