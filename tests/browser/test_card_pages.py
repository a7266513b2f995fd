"""No barriers on any page of the flashcards in any state, in light and dark; and a fit on small screens."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from tests.browser.axe import no_barriers
from tests.conftest import SECONDS_FOR_THE_BROWSER
from tests.site import Site

pytestmark = pytest.mark.browser

LARGE, SMALL = ViewportSize(width=1280, height=900), ViewportSize(width=320, height=640)


@pytest.fixture(params=["laptop", "phone"])
def page(request: pytest.FixtureRequest, browser: Browser, site: Site) -> Iterator[Page]:
    """A new visitor at a deck, on a large screen or on a small one with a touch screen."""
    phone = request.param == "phone"
    context = browser.new_context(has_touch=phone, viewport=SMALL if phone else LARGE)
    context.set_default_timeout(SECONDS_FOR_THE_BROWSER * 1000)
    page = context.new_page()
    page.goto(f"{site.url}/flashcards/recall/")
    yield page
    context.close()


def sound(page: Page) -> None:
    no_barriers(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def grade(page: Page, name: str) -> None:
    page.locator("details.card > summary").click()
    page.get_by_role("button", name=name).click()


def test_a_session_from_its_first_card_to_its_end(page: Page) -> None:
    sound(page)
    page.locator("details.card > summary").click()
    if page.viewport_size == LARGE:  # a phone has no keys
        page.locator("summary", has_text="Keys").click()
    sound(page)
    page.get_by_role("button", name="Forgot").click()
    expect(page.get_by_role("button", name="Undo last grade")).to_be_visible()
    sound(page)
    for number in range(2, 6):
        expect(page.get_by_text(f"Card {number} of 5")).to_be_visible()
        grade(page, "Remembered")
    expect(page.get_by_role("heading", name="Five cards in")).to_be_visible()
    sound(page)


def test_what_is_ahead_and_what_was(page: Page, site: Site) -> None:
    for address in ("ahead/", "history/"):
        page.goto(f"{site.url}/flashcards/{address}")
        sound(page)
    page.goto(f"{site.url}/flashcards/recall/")
    grade(page, "Forgot")
    page.get_by_role("button", name="Undo last grade").click()
    expect(page.get_by_text("Card 1 of 5: 0 remembered")).to_be_visible()
    grade(page, "Remembered")
    expect(page.get_by_text("Card 2 of 5: 1 remembered")).to_be_visible()
    page.get_by_role("link", name="What is ahead").click()
    expect(page.get_by_role("img", name="Cards due on each of the next 14 days")).to_be_visible()
    sound(page)
    page.get_by_role("link", name="History").click()
    page.get_by_role("link", name="What is a background task in Django?").click()
    expect(page.get_by_text("Forgot undone")).to_be_visible()
    sound(page)


def test_settings_with_and_without_errors_and_four_grades(page: Page, site: Site) -> None:
    page.goto(f"{site.url}/flashcards/settings/")
    sound(page)
    page.get_by_label("How much you want to remember").fill("99")
    page.get_by_label("Four").check()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_label("How much you want to remember")).to_be_focused()
    expect(page.get_by_label("How much you want to remember")).to_have_accessible_description(
        re.compile("A card comes back when .* Write a whole number from 80 to 97.")
    )
    sound(page)
    page.get_by_label("How much you want to remember").fill("95")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Saved.")).to_be_visible()
    sound(page)
    page.goto(f"{site.url}/flashcards/recall/")
    page.locator("details.card > summary").click()
    sound(page)


def test_nothing_due_and_new_cards_held_back(page: Page, site: Site) -> None:
    page.goto(f"{site.url}/flashcards/settings/")
    page.get_by_label("New cards a day").fill("0")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Saved.")).to_be_visible()
    page.goto(f"{site.url}/flashcards/recall/")
    expect(page.get_by_role("heading", name="Nothing due")).to_be_visible()
    sound(page)
