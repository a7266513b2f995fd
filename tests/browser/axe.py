"""What axe-core finds against the WCAG on a page, in its light and its dark colours."""

from collections.abc import Iterator
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

# A colour on its way is neither the old one nor the new one, and one that has set out goes on without motion.
ARRIVE = "document.getAnimations().filter(it => it instanceof CSSTransition).forEach(it => it.finish())"
LEVELS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")  # 2.0 to 2.2; 2.2 added nothing at level A
OPTIONS = {"runOnly": {"type": "tag", "values": LEVELS}, "resultTypes": ["violations"]}


def no_barriers(page: Page) -> None:
    """Assert that axe finds nothing on `page` as it stands now; what it finds is listed with its place.

    Both colour schemes are looked at, unless the page's House lights have chosen one.
    """
    found = [f"{scheme}: {barrier}" for scheme in ("light", "dark") for barrier in _barriers(page, scheme)]
    page.emulate_media(color_scheme="null", reduced_motion="null")
    assert not found, "\n".join([f"{len(found)} barriers on {page.url}", *found])


def _barriers(page: Page, scheme: Any) -> Iterator[str]:
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    page.evaluate(ARRIVE)
    for rule in Axe().run(page, options=OPTIONS).response["violations"]:
        for node in rule["nodes"]:
            yield f"{rule['id']} ({rule['impact']}): {rule['help']}\n  {node['target']}  {node['html'][:200]}"
