"""The lessons, the front pages and the programme, for every body and on a small screen."""

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from tests.browser.axe import no_barriers
from tests.site import Site
from tutorial.library import library

pytestmark = [pytest.mark.tree, pytest.mark.browser]

LESSONS = [f"/learn/{lesson.id}/" for lesson in library().course.lessons]
PAGES = ["/", "/learn/", "/flashcards/", *LESSONS]
LAPTOP = ViewportSize(width=1280, height=800)
NARROW = ViewportSize(width=320, height=700)  # pixels; also what 200 % zoom leaves of a small window


def visit(page: Page, address: str) -> None:
    response = page.goto(address)
    assert response is not None
    assert response.ok, address


def test_nothing_bars_anybody(site: Site, page: Page) -> None:
    for address in PAGES:
        visit(page, site.url + address)
        page.evaluate("document.querySelectorAll('main details').forEach(it => { it.open = true; })")
        no_barriers(page)


def test_no_page_is_wider_than_a_small_screen(site: Site, page: Page) -> None:
    page.set_viewport_size(NARROW)
    for address in PAGES:
        visit(page, site.url + address)
        assert page.evaluate("document.documentElement.scrollWidth") == NARROW["width"], address


@pytest.mark.parametrize("address", LESSONS)
def test_no_code_of_a_lesson_is_cut_on_a_laptop(site: Site, page: Page, address: str) -> None:
    page.set_viewport_size(LAPTOP)
    visit(page, site.url + address)
    cut = "blocks => blocks.filter(it => it.scrollWidth > it.clientWidth).map(it => it.innerText)"
    code = page.locator(".lesson pre")
    expect(code).not_to_have_count(0)
    assert code.evaluate_all(cut) == []


def test_a_wide_table_is_read_to_its_end_by_the_arrow_keys(site: Site, page: Page) -> None:
    page.set_viewport_size(NARROW)
    page.goto(f"{site.url}/learn/choosing-and-scaling/")
    table = page.get_by_role("group", name="Table").first
    table.focus()
    page.keyboard.press("End")
    page.keyboard.press("ArrowRight")
    page.wait_for_function("table => table.scrollLeft > 0", arg=table.element_handle())


def test_what_is_folded_opens_without_script(site: Site, plain_page: Page) -> None:
    plain_page.goto(site.url)
    last = plain_page.get_by_role("link", name=library().course.demos[-1].title.text, exact=True)
    expect(last).not_to_be_visible()
    plain_page.get_by_text(f"{len(library().course.demos) - 3} more", exact=True).click()
    last.click()
    expect(plain_page).to_have_url(f"{site.url}/demos/stage/")
