"""Reading the lesson, as a person with a browser does."""

import pytest
from playwright.sync_api import Page, expect

from tests.site import Site

pytestmark = [pytest.mark.tree, pytest.mark.browser]

LESSON = "/learn/why-background-tasks-matter/"


def answer_the_first_prompt(page: Page, said: str) -> None:
    prompt = page.locator("#recall-nothing-yet")
    expect(prompt.get_by_text("Nothing. No response leaves")).not_to_be_visible()
    prompt.get_by_text("Check yourself").click()
    expect(prompt.get_by_text("Nothing. No response leaves")).to_be_visible()
    prompt.get_by_role("button", name=said).click()


class TestWithJavaScript:
    def test_a_word_of_thanks_takes_the_place_and_the_focus_of_the_buttons(
        self, site: Site, page: Page
    ) -> None:
        page.goto(site.url + LESSON)
        answer_the_first_prompt(page, "I had it")
        thanks = page.locator("#recall-nothing-yet").get_by_role("status")
        expect(thanks).to_have_text("Well remembered. Read on.")
        expect(thanks).to_be_focused()
        expect(page).to_have_url(site.url + LESSON)

    def test_the_photo_is_there(self, site: Site, page: Page) -> None:
        page.goto(site.url + LESSON)
        assert (
            page.get_by_role("img", name="a lighthouse at dusk").evaluate("photo => photo.naturalWidth") > 0
        )

    def test_the_outline_follows_the_reader(self, site: Site, page: Page) -> None:
        page.goto(site.url + LESSON)
        page.locator("#online-order").scroll_into_view_if_needed()
        page.get_by_role("link", name="In real life: an online order").click()
        current = page.locator(".outline a[aria-current=true]")
        expect(current).to_contain_text("In real life: an online order")

    def test_having_read_it_shows_on_the_home_page(self, site: Site, page: Page) -> None:
        page.goto(site.url + LESSON)
        page.get_by_role("button", name="I have read this").click()
        expect(page.locator("#read")).to_be_focused()
        page.goto(site.url)
        page.get_by_role("link", name="Continue with the flashcards").click()
        expect(page).to_have_url(site.url + "/flashcards/recall/")


class TestWithoutJavaScript:
    def test_the_reader_comes_back_to_the_prompt(self, site: Site, plain_page: Page) -> None:
        plain_page.goto(site.url + LESSON)
        answer_the_first_prompt(plain_page, "Not yet")
        expect(plain_page).to_have_url(f"{site.url}{LESSON}#recall-nothing-yet")
        expect(plain_page.locator("#recall-nothing-yet")).to_contain_text("Last time: not yet")

    def test_having_read_it_is_kept(self, site: Site, plain_page: Page) -> None:
        plain_page.goto(site.url + LESSON)
        plain_page.get_by_role("button", name="I have read this").click()
        expect(plain_page.get_by_text("You have read this lesson.")).to_be_visible()
