"""A review session in a real browser: by keyboard, with the mouse, and without JavaScript."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.site import Site

pytestmark = pytest.mark.browser


@pytest.fixture
def deck(site: Site) -> str:
    return f"{site.url}/flashcards/recall/"


@pytest.fixture
def settings_page(site: Site) -> str:
    return f"{site.url}/flashcards/settings/"


def flip(page: Page) -> None:
    page.locator("details.card > summary").click()


def grade(page: Page, name: str) -> None:
    flip(page)
    page.get_by_role("button", name=name).click()


def answer(page: Page) -> Locator:
    return page.locator("details.card .backstage")


class TestByKeyboard:
    def test_a_whole_session(self, page: Page, deck: str) -> None:
        page.goto(deck)
        expect(answer(page)).to_be_hidden()
        for number, key in enumerate("21212", start=1):
            expect(page.get_by_text(f"Card {number} of 5")).to_be_visible()
            page.keyboard.press("Space")
            expect(answer(page)).to_be_visible()
            page.keyboard.press(key)
        expect(page.get_by_role("heading", name="Five cards in")).to_be_focused()
        expect(page.get_by_text("5 of 5: 3 remembered, 2 forgotten")).to_be_visible()
        expect(page.get_by_role("link", name="Review the 2 forgotten now")).to_be_visible()

    def test_undo_brings_the_card_back(self, page: Page, deck: str) -> None:
        page.goto(deck)
        first = page.locator("details.card h2").inner_text()
        page.keyboard.press("Enter")
        page.keyboard.press("1")
        expect(page.get_by_text("Card 2 of 5: 0 remembered, 1 forgotten")).to_be_visible()
        page.keyboard.press("u")
        expect(page.get_by_text("Card 1 of 5: 0 remembered, 0 forgotten")).to_be_visible()
        expect(page.locator("details.card h2")).to_have_text(first)

    def test_undo_goes_back_to_the_first_grade(self, page: Page, deck: str) -> None:
        page.goto(deck)
        for number, key in enumerate("21212", start=2):
            page.keyboard.press("Space")
            page.keyboard.press(key)
            expect(
                page.get_by_text(f"Card {number} of 5" if number <= 5 else "5 of 5: 3 remembered")
            ).to_be_visible()
        for number in (5, 4, 3, 2, 1):
            page.keyboard.press("u")
            expect(page.get_by_text(f"Card {number} of 5")).to_be_visible()
            expect(page.locator("details.card > summary")).to_be_focused()
        expect(page.get_by_text("Card 1 of 5: 0 remembered, 0 forgotten")).to_be_visible()
        expect(page.get_by_role("button", name="Undo last grade")).to_have_count(0)

    def test_all_keys_are_listed_under_the_question_mark(self, page: Page, deck: str) -> None:
        page.goto(deck)
        listed = page.get_by_role("group").filter(has=page.locator(".keys"))
        expect(listed.locator(".keys")).to_be_hidden()
        page.keyboard.press("?")
        for words in ("Space", "Forgot, once the card is flipped", "undo the last grade", "Swipe"):
            expect(listed.get_by_text(words).first).to_be_visible()
        page.keyboard.press("Shift+?")
        expect(listed.locator(".keys")).to_be_hidden()
        page.get_by_label("Keys: on").uncheck()
        page.keyboard.press("?")
        expect(listed.locator(".keys")).to_be_hidden()

    def test_four_grades(self, page: Page, deck: str, settings_page: str) -> None:
        page.goto(settings_page)
        page.get_by_label("Four").check()
        page.get_by_role("button", name="Save").click()
        expect(page.get_by_text("Saved.")).to_be_visible()
        page.goto(deck)
        for number, key in enumerate("1234", start=2):
            page.keyboard.press("Space")
            expect(page.get_by_role("button", name="Easily")).to_be_visible()
            page.keyboard.press(key)
            expect(page.get_by_text(f"Card {number} of 5")).to_be_visible()
        expect(page.get_by_text("Card 5 of 5: 3 remembered, 1 forgotten")).to_be_visible()

    def test_the_focus_goes_to_the_next_card(self, page: Page, deck: str) -> None:
        page.goto(deck)
        grade(page, "Remembered")
        expect(page.get_by_text("Card 2 of 5")).to_be_visible()
        expect(page.locator("details.card > summary")).to_be_focused()
        page.keyboard.press("Enter")
        expect(answer(page)).to_be_visible()

    def test_a_card_cannot_be_graded_before_its_answer_shows(self, page: Page, deck: str) -> None:
        page.goto(deck)
        page.keyboard.press("2")
        page.keyboard.press("Space")
        expect(answer(page)).to_be_visible()
        expect(page.get_by_text("Card 1 of 5: 0 remembered, 0 forgotten")).to_be_visible()

    @pytest.mark.parametrize("keys", ["Control+2", "Shift+2", "Alt+2"])
    def test_keys_with_a_modifier_belong_to_the_browser(self, page: Page, deck: str, keys: str) -> None:
        page.goto(deck)
        flip(page)
        page.keyboard.press(keys)
        expect(answer(page)).to_be_visible()
        expect(page.get_by_text("Card 1 of 5: 0 remembered")).to_be_visible()

    def test_keys_rest_while_a_control_has_the_focus(self, page: Page, deck: str) -> None:
        page.goto(deck)
        flip(page)
        page.get_by_label("House lights").focus()
        page.keyboard.press("2")
        expect(answer(page)).to_be_visible()
        expect(page.get_by_text("Card 1 of 5: 0 remembered")).to_be_visible()

    def test_single_keys_can_be_turned_off_for_good(self, page: Page, deck: str) -> None:
        page.goto(deck)
        page.get_by_label("Keys: on").uncheck()
        grade(page, "Remembered")
        expect(page.get_by_text("Card 2 of 5")).to_be_visible()
        expect(page.get_by_label("Keys: on")).not_to_be_checked()
        page.reload()
        flip(page)
        page.keyboard.press("2")
        expect(page.get_by_text("Card 2 of 5: 1 remembered")).to_be_visible()


class TestWithTheMouse:
    def test_a_grade_changes_the_card_and_not_the_page(self, page: Page, deck: str) -> None:
        page.goto(deck)
        page.evaluate("window.samePage = true")
        grade(page, "Forgot")
        expect(page.get_by_text("Card 2 of 5: 0 remembered, 1 forgotten")).to_be_visible()
        assert page.evaluate("window.samePage") is True
        page.reload()
        expect(page.get_by_text("Card 2 of 5: 0 remembered, 1 forgotten")).to_be_visible()

    def test_two_tabs_count_one_grade(self, page: Page, deck: str) -> None:
        page.goto(deck)
        grade(page, "Remembered")
        expect(page.get_by_text("Card 2 of 5")).to_be_visible()
        other = page.context.new_page()
        other.goto(page.url)
        grade(page, "Remembered")
        expect(page.get_by_text("Card 3 of 5: 2 remembered")).to_be_visible()
        grade(other, "Forgot")
        expect(other.get_by_role("status")).to_contain_text("already has its grade")
        expect(other.get_by_text("Card 3 of 5: 2 remembered, 0 forgotten")).to_be_visible()

    def test_fits_a_phone(self, page: Page, deck: str) -> None:
        page.set_viewport_size({"width": 320, "height": 640})
        page.goto(deck)
        grade(page, "Remembered")
        expect(page.get_by_text("Card 2 of 5")).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth") == 320


class TestWithoutJavaScript:
    def test_no_keys_but_settings(self, plain_page: Page, deck: str, settings_page: str) -> None:
        plain_page.goto(deck)
        expect(plain_page.locator("summary", has_text="Keys")).to_be_hidden()
        plain_page.goto(settings_page)
        plain_page.get_by_label("New cards a day").fill("2")
        plain_page.get_by_role("button", name="Save").click()
        plain_page.goto(deck)
        for _ in range(2):
            grade(plain_page, "Remembered")
        plain_page.get_by_role("link", name="Go on anyway").click()
        expect(plain_page.get_by_text("Card 3 of 5: 2 remembered")).to_be_visible()

    def test_a_whole_session(self, plain_page: Page, deck: str) -> None:
        page = plain_page
        page.goto(deck)
        for number, name in enumerate(("Remembered", "Forgot", "Remembered"), start=1):
            expect(page.get_by_text(f"Card {number} of 5")).to_be_visible()
            expect(page.get_by_role("button", name=name)).to_be_hidden()
            grade(page, name)
        page.get_by_role("button", name="Undo last grade").click()
        expect(page.get_by_text("Card 3 of 5: 1 remembered, 1 forgotten")).to_be_visible()
        for _ in range(3):
            grade(page, "Remembered")
        expect(page.get_by_role("heading", name="Five cards in")).to_be_visible()
        page.get_by_role("link", name="Review the forgotten card now").click()
        expect(page.get_by_text("Card 2 of 5, again")).to_be_visible()
        grade(page, "Remembered")
        expect(page.get_by_text("5 of 5: 5 remembered, 0 forgotten")).to_be_visible()
