"""The look for barriers itself: it finds one where there is one, in either colour scheme."""

import pytest
from playwright.sync_api import Page

from tests.browser.axe import no_barriers

pytestmark = pytest.mark.browser

PAGE = """<!doctype html><html lang="en"><title>A page</title>
<style>:root {{ color-scheme: light dark; background: light-dark(#fff, #111) }}</style>
<main><h1>A page</h1>{}</main></html>"""
PALE_IN_THE_DARK = '<p style="color: light-dark(#000, #333)">Hardly to be read</p>'


def test_a_page_without_barriers_passes(page: Page) -> None:
    page.set_content(PAGE.format("<p>Read me</p>"))
    no_barriers(page)


def test_a_field_without_a_name_is_found_with_its_place(page: Page) -> None:
    page.set_content(PAGE.format('<input id="nameless">'))
    with pytest.raises(AssertionError, match=r"label \(critical\).*\n.*#nameless"):
        no_barriers(page)


def test_what_cannot_be_read_in_the_dark_only_is_found(page: Page) -> None:
    page.set_content(PAGE.format(PALE_IN_THE_DARK))
    with pytest.raises(AssertionError, match=r"1 barriers(.|\n)*dark: color-contrast"):
        no_barriers(page)
