"""The killed worker in a real browser, on a whole running site."""

import re

import pytest
from playwright.sync_api import Page, Route, expect

from tests.site import Site

pytestmark = pytest.mark.browser

OVER = "#result[data-over]"
UNTIL_REDELIVERED = 90_000  # ms: half a minute until it comes back, then all of it again, on a busy machine


@pytest.fixture
def scene(site: Site, page: Page) -> Page:
    page.goto(f"{site.url}/demos/killed/")
    return page


def place_order(page: Page, twice: str, seconds: str = "4 s") -> None:
    page.get_by_text(twice, exact=True).first.click()
    page.get_by_text(seconds, exact=True).click()
    page.get_by_role("button", name="Place the order").click()
    expect(page.locator(".backstage")).to_contain_text("pack the order")
    expect(page.locator(".standing")).to_contain_text("Now is the time to kill it.")


def receipts(page: Page) -> str:
    return page.locator(".duel .fig b").last.inner_text()


class TestItsProcess:
    def test_not_safe_and_so_a_second_receipt(self, scene: Page) -> None:
        place_order(scene, "Not safe")
        scene.get_by_role("button", name="Kill its process").click()
        expect(scene.locator(".backstage")).to_contain_text("pack the order (lost)")
        expect(scene.locator(OVER)).to_be_visible(timeout=UNTIL_REDELIVERED)

        assert receipts(scene) == "2"
        expect(scene.locator(".standing")).to_contain_text("2 receipts for one order")
        expect(scene.locator(".table tbody tr")).to_have_count(2)
        expect(scene.locator(".table tbody tr").first).to_contain_text("lost")
        expect(scene.locator(".table tbody tr").last).to_contain_text("done")

    def test_the_press_is_taken_at_once(self, scene: Page) -> None:
        pressed: list[Route] = []

        def hold(route: Route) -> None:
            pressed.append(route)

        scene.route("**/demos/killed/process/", hold)
        place_order(scene, "Safe to do twice", "8 s")
        scene.get_by_role("button", name="Kill its process").click()

        expect(scene.get_by_role("button", name="Killing …")).to_be_disabled()
        expect(scene.get_by_role("button", name="Kill the whole worker")).to_be_disabled()
        expect(scene.get_by_text("Now is the time to kill it.")).to_be_hidden()
        pressed[0].continue_()
        expect(scene.get_by_role("button", name="Kill its process")).to_be_enabled()
        expect(scene.locator(OVER)).to_be_visible(timeout=UNTIL_REDELIVERED)

    @pytest.mark.parametrize("width", [320, 390, 768, 1280])
    def test_nothing_sticks_out_at_any_width(self, scene: Page, width: int) -> None:
        scene.set_viewport_size({"width": width, "height": 800})
        assert scene.evaluate("document.documentElement.scrollWidth") <= width


class TestTheWholeWorker:
    def test_comes_back_and_the_task_half_a_minute_later(self, scene: Page) -> None:
        place_order(scene, "Safe to do twice")
        scene.get_by_role("button", name="Kill the whole worker").click()

        standing = scene.locator(".standing")
        expect(standing).to_contain_text(re.compile(r"in \d+ s at the latest"))
        expect(standing).to_contain_text("30 s after it was taken")
        expect(standing).to_contain_text(
            re.compile(r"The worker was back \d+\.\d\d s after you killed it"), timeout=UNTIL_REDELIVERED
        )
        expect(scene.locator("#workers")).to_contain_text("2 workers ready")
        expect(scene.locator(OVER)).to_be_visible(timeout=UNTIL_REDELIVERED)

        assert receipts(scene) == "1"
        expect(standing).to_contain_text("Packed at attempt 2, one receipt")
        taken = [row.locator("td").nth(1).inner_text() for row in scene.locator(".table tbody tr").all()]
        first, second = map(seconds, taken)
        assert 28 < second - first < 60


class TestWithoutJavaScript:
    def test_every_step_is_a_form(self, site: Site, plain_page: Page) -> None:
        plain_page.goto(f"{site.url}/demos/killed/")
        plain_page.get_by_role("button", name="Kill its process").click()
        expect(plain_page.locator(".standing")).to_contain_text("Place an order first.")
        place_order(plain_page, "Safe to do twice")
        plain_page.get_by_role("button", name="Kill its process").click()
        expect(plain_page.locator(OVER)).to_be_visible(timeout=UNTIL_REDELIVERED)

        assert receipts(plain_page) == "1"


def seconds(duration: str) -> float:
    number, unit = duration.split()
    return float(number) / (1000 if unit == "ms" else 1)
