"""From a miss to what mends it, by way of the concept map."""

import re

import pytest
from playwright.sync_api import Locator, Page, ViewportSize, expect

from tests.browser import races
from tests.browser.axe import no_barriers
from tests.site import Site

pytestmark = [pytest.mark.tree, pytest.mark.browser]

LESSON = "/learn/why-background-tasks-matter/"
CONCEPT = "Request and response"
NARROW = ViewportSize(width=320, height=640)


def miss_the_first_prompt(page: Page, site: Site) -> None:
    page.goto(site.url + LESSON)
    prompt = page.locator("#recall-nothing-yet")
    prompt.get_by_text("Check yourself").click()
    prompt.get_by_role("button", name="Not yet").click()
    expect(prompt.get_by_text(re.compile("That is fine|Last time: not yet"))).to_be_visible()


def remember_the_first_deck(page: Page, site: Site) -> None:
    page.goto(f"{site.url}/flashcards/recall/")
    for number in range(1, 6):
        page.locator(".card summary").click()
        page.get_by_role("button", name="Remembered").click()
        expect(page.locator("#progress")).to_contain_text(f"{number} remembered")


def to_mend(page: Page) -> Locator:
    return page.locator(".mends > li").filter(has=page.get_by_role("heading", name=CONCEPT))


def go_by(page: Page, site: Site, link: Locator, address: str) -> None:
    link.click()
    expect(page).to_have_url(re.compile(re.escape(site.url + address)))
    page.go_back()


class TestAMiss:
    def test_it_is_shown_with_what_mends_it(self, site: Site, page: Page) -> None:
        miss_the_first_prompt(page, site)
        page.get_by_role("link", name="Progress").click()
        expect(page.get_by_role("heading", name="What you know today")).to_be_visible()
        mend = to_mend(page)
        expect(mend).to_contain_text("Missed in the recall prompt")
        go_by(page, site, mend.get_by_role("link", name="“The scenario”"), f"{LESSON}#page-freezes")
        go_by(page, site, mend.get_by_role("link", name="“The upload race”"), "/demos/upload/")
        go_by(page, site, mend.get_by_role("link").last, "/flashcards/")

    def test_its_card_is_due_once_it_was_met(self, site: Site, page: Page) -> None:
        remember_the_first_deck(page, site)
        miss_the_first_prompt(page, site)
        page.goto(f"{site.url}/progress/#request-response")
        row = page.get_by_role("row", name=CONCEPT)
        expect(row).to_be_in_viewport()
        expect(row.get_by_role("cell").nth(6)).to_have_text("now")
        page.goto(site.url)
        expect(page.get_by_text("due now").first).to_be_visible()

    def test_a_right_answer_mends_it(self, site: Site, page: Page) -> None:
        miss_the_first_prompt(page, site)
        page.goto(f"{site.url}/progress/")
        expect(to_mend(page)).to_be_visible()
        page.goto(f"{site.url}{LESSON}#recall-nothing-yet")
        prompt = page.locator("#recall-nothing-yet")
        prompt.get_by_text("Check yourself").click()
        prompt.get_by_role("button", name="I had it").click()
        expect(prompt.get_by_role("status")).to_be_visible()
        page.goto(f"{site.url}/progress/")
        expect(page.get_by_text("(Nothing: no miss is waiting for a right answer.)")).to_be_visible()

    def test_without_javascript(self, site: Site, plain_page: Page) -> None:
        miss_the_first_prompt(plain_page, site)
        plain_page.goto(f"{site.url}/progress/")
        expect(to_mend(plain_page)).to_be_visible()
        plain_page.get_by_role("link", name=CONCEPT).first.click()
        expect(plain_page).to_have_url(f"{site.url}/progress/#request-response")


class TestWatching:
    def test_a_race_that_is_over_is_watched(self, site: Site, page: Page) -> None:
        page.goto(f"{site.url}/demos/upload/")
        races.run(page)
        page.goto(f"{site.url}/progress/")
        expect(page.get_by_role("row", name=CONCEPT).get_by_text("1 time")).to_be_visible()


class TestForEveryBody:
    def test_nobody_is_kept_out_of_the_empty_page(self, site: Site, page: Page) -> None:
        page.goto(f"{site.url}/progress/")
        expect(page.get_by_text("looking writes nothing down")).to_be_visible()
        no_barriers(page)

    def test_nor_of_the_page_with_a_miss(self, site: Site, page: Page) -> None:
        miss_the_first_prompt(page, site)
        page.goto(f"{site.url}/progress/#request-response")
        page.get_by_text("How strength is worked out").click()
        no_barriers(page)
        page.set_viewport_size(NARROW)
        no_barriers(page)

    def test_it_fits_a_phone_and_large_type(self, site: Site, page: Page) -> None:
        miss_the_first_prompt(page, site)
        page.set_viewport_size(NARROW)
        page.goto(f"{site.url}/progress/")
        assert page.evaluate("document.documentElement.scrollWidth") == 320
        page.set_viewport_size({"width": 640, "height": 640})  # 1280 px at 200 %
        assert page.evaluate("document.documentElement.scrollWidth") == 640

    def test_on_a_phone_the_table_is_folded_until_a_link_leads_into_it(self, site: Site, page: Page) -> None:
        miss_the_first_prompt(page, site)
        page.set_viewport_size(NARROW)
        page.goto(f"{site.url}/progress/")
        row = page.locator("#request-response")
        expect(row).to_be_hidden()
        page.get_by_role("link", name=CONCEPT).first.click()
        expect(row).to_be_in_viewport()

    def test_the_table_is_still_one_on_a_phone(self, site: Site, page: Page) -> None:
        miss_the_first_prompt(page, site)
        page.set_viewport_size(NARROW)
        page.goto(f"{site.url}/progress/")
        table = page.get_by_role("table", name="Concept by concept")
        expect(table).to_be_hidden()
        page.get_by_text("Concept by concept").click()
        row = table.get_by_role("row", name=CONCEPT)
        expect(row.get_by_role("rowheader")).to_have_text(CONCEPT)
        expect(row.get_by_role("cell").last).to_be_visible()
