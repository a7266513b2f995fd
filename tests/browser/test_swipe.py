"""A flipped card is graded with a finger; the buttons stay, and one that is not flipped cannot be swiped."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from tests.conftest import SECONDS_FOR_THE_BROWSER
from tests.site import Site

pytestmark = pytest.mark.browser

PHONE = ViewportSize(width=390, height=844)
SHORT, FAR = 40, 150  # pixels


@pytest.fixture
def phone(browser: Browser, site: Site) -> Iterator[Page]:
    """A new visitor with a touch screen, at a deck."""
    context = browser.new_context(has_touch=True, is_mobile=True, viewport=PHONE)
    context.set_default_timeout(SECONDS_FOR_THE_BROWSER * 1000)
    page = context.new_page()
    page.goto(f"{site.url}/flashcards/recall/")
    yield page
    context.close()


def flip(page: Page) -> None:
    page.locator("details.card > summary").click()  # a tap just after a swipe the browser would drop
    expect(page.locator("details.card .backstage")).to_be_visible()


class Finger:
    """A finger on the card's question. The browser makes pointer events of what it does."""

    def __init__(self, page: Page) -> None:
        self.devtools = page.context.new_cdp_session(page)
        box = page.locator("details.card h2").bounding_box()
        assert box is not None
        self.x, self.y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        self._touch("touchStart", self.x, self.y)

    def move(self, dx: float, dy: float = 0) -> None:
        for step in range(1, 6):
            self._touch("touchMove", self.x + dx * step / 5, self.y + dy * step / 5)

    def lift(self) -> None:
        self.devtools.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})

    def _touch(self, kind: str, x: float, y: float) -> None:
        self.devtools.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": x, "y": y}]})


def swipe(page: Page, dx: float, dy: float = 0) -> None:
    finger = Finger(page)
    finger.move(dx, dy)
    finger.lift()


def standing(page: Page, words: str) -> None:
    expect(page.get_by_text(words)).to_be_visible()


def test_right_is_remembered_and_left_is_forgot(phone: Page) -> None:
    flip(phone)
    swipe(phone, FAR)
    standing(phone, "Card 2 of 5: 1 remembered, 0 forgotten")
    flip(phone)
    swipe(phone, -FAR)
    standing(phone, "Card 3 of 5: 1 remembered, 1 forgotten")


def test_only_once_the_card_is_flipped(phone: Page) -> None:
    for _ in range(10):  # of which the browser took some for its own way back, where it might
        swipe(phone, FAR)
    flip(phone)
    standing(phone, "Card 1 of 5: 0 remembered, 0 forgotten")


def test_keys_are_not_offered_where_there_is_no_keyboard(phone: Page) -> None:
    expect(phone.locator("summary", has_text="Keys")).to_be_hidden()
    flip(phone)
    standing(phone, "Or swipe the card")


@pytest.mark.parametrize(("dx", "dy"), [(SHORT, 0), (-SHORT, 0), (FAR, FAR)])
def test_a_short_or_slanting_one_is_none(phone: Page, dx: float, dy: float) -> None:
    flip(phone)
    swipe(phone, dx, dy)
    phone.get_by_role("button", name="Remembered").click()
    standing(phone, "Card 2 of 5: 1 remembered, 0 forgotten")


def test_shows_what_it_will_press_and_may_turn_back(phone: Page) -> None:
    flip(phone)
    finger = Finger(phone)
    finger.move(-FAR)
    expect(phone.get_by_role("button", name="Forgot")).to_have_class("btn aimed")
    assert "-150px" in phone.locator("details.card").evaluate("card => card.style.translate")
    finger.move(0)
    expect(phone.locator(".aimed")).to_have_count(0)
    finger.lift()
    assert phone.locator("details.card").evaluate("card => card.style.translate") == ""
    standing(phone, "Card 1 of 5: 0 remembered, 0 forgotten")


def test_nothing_moves_for_whom_motion_is_too_much(phone: Page) -> None:
    phone.emulate_media(reduced_motion="reduce")
    flip(phone)
    finger = Finger(phone)
    finger.move(FAR)
    expect(phone.get_by_role("button", name="Remembered")).to_have_class("btn go aimed")
    assert phone.locator("details.card").evaluate("card => card.style.translate") == ""
    finger.lift()
    standing(phone, "Card 2 of 5: 1 remembered, 0 forgotten")


def test_it_is_said_where_there_is_a_touch_screen(phone: Page, page: Page) -> None:
    flip(phone)
    standing(phone, "Or swipe the card: left for Forgot, right for Remembered.")
    page.goto(phone.url)
    page.locator("details.card > summary").click()
    expect(page.get_by_text("Or swipe the card")).to_be_hidden()


def test_four_grades_are_pressed_only(phone: Page, site: Site) -> None:
    deck = phone.url
    phone.goto(f"{site.url}/flashcards/settings/")
    phone.get_by_label("Four").check()
    phone.get_by_role("button", name="Save").click()
    standing(phone, "Saved.")
    phone.goto(deck)
    flip(phone)
    expect(phone.get_by_text("Or swipe the card")).to_have_count(0)
    swipe(phone, FAR)
    phone.get_by_role("button", name="Barely").click()
    standing(phone, "Card 2 of 5: 1 remembered, 0 forgotten")
