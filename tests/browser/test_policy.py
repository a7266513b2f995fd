"""Content-Security-Policy in a real browser: no page wants anything that it forbids."""

import pytest
from playwright.sync_api import Page

from tests.site import Site
from tests.test_pages import PAGES

pytestmark = [pytest.mark.tree, pytest.mark.browser]

# Kept in the window itself, before any script of the page runs.
NOTE_VIOLATIONS = """
window.refused = [];
document.addEventListener("securitypolicyviolation", (event) =>
  window.refused.push(
    `${event.violatedDirective}: ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`));
"""


def refused_on(page: Page) -> list[str]:
    page.wait_for_load_state("load")
    refused: list[str] = page.evaluate("window.refused")
    return [f"{page.url}: {one}" for one in refused]


def test_no_page_wants_what_the_policy_forbids(site: Site, page: Page) -> None:
    page.add_init_script(NOTE_VIOLATIONS)
    said: list[str] = []
    page.on(
        "response", lambda reply: said.append(f"{reply.status} {reply.url}") if reply.status >= 400 else None
    )
    refused: list[str] = []
    for address in PAGES:
        page.goto(site.url + address)
        refused += refused_on(page)
    assert refused == []
    assert said == [f"404 {site.url}/no/such/page/"]


def test_what_it_forbids_would_be_seen(site: Site, page: Page) -> None:
    page.add_init_script(NOTE_VIOLATIONS)
    page.goto(site.url)
    page.evaluate(
        "document.body.append("
        "Object.assign(document.createElement('script'), {textContent: 'window.ran = 1'}))"
    )
    page.wait_for_function("window.refused.length")
    assert page.evaluate("window.ran") is None
    assert refused_on(page)[0].split(": ")[1].startswith("script-src")
