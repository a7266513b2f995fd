"""axe finds nothing on any page, in light and dark, as a newcomer meets it, wide and narrow."""

import pytest
from playwright.sync_api import Page, ViewportSize

from tests.browser.axe import no_barriers
from tests.site import Site
from tests.test_pages import PAGES

pytestmark = [pytest.mark.tree, pytest.mark.browser]

WIDE = ViewportSize(width=1280, height=900)
NARROW = ViewportSize(width=320, height=640)  # also what 1280 px are at 400 %


@pytest.mark.parametrize("address", PAGES)
def test_no_barriers(site: Site, page: Page, address: str) -> None:
    page.goto(site.url + address)
    page.set_viewport_size(WIDE)
    no_barriers(page)
    page.set_viewport_size(NARROW)
    no_barriers(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"], "it scrolls sideways"
