"""No worker, in a real browser, on a whole running site."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.site import Site

pytestmark = pytest.mark.browser

DRAINED = 60_000  # ms, on a busy machine


@pytest.fixture
def scene(site: Site, page: Page) -> Iterator[Page]:
    """The page; whatever the test does, the workers go on after it."""
    page.goto(f"{site.url}/demos/noworker/")
    expect(page.locator("#workers")).to_contain_text("2 workers ready", timeout=DRAINED)
    yield page
    page.goto(f"{site.url}/demos/noworker/")
    page.get_by_role("button", name="Resume").click()
    expect(page.locator("#workers")).to_contain_text("2 workers ready", timeout=DRAINED)


def test_paused_uploaded_to_and_resumed(scene: Page) -> None:
    scene.get_by_role("button", name="Pause", exact=True).click()
    expect(scene.locator("#workers")).to_have_text("2 workers paused")
    expect(scene.locator(".standing")).to_contain_text("At the moment the workers are paused")
    expect(scene.locator("#waited")).to_be_empty()  # nobody waits for a photo

    scene.get_by_role("button", name="Upload 6 photos").click()
    expect(scene.locator("#waited")).to_contain_text("With the page that shows it")
    depth, until = scene.locator(".duel .fig").first, scene.locator(".duel .fig").last
    expect(depth).to_have_text("Tasks wait 12")
    expect(scene.locator(".standing")).to_contain_text("It waits, because the workers are paused.")
    expect(until).to_have_text(re.compile(r"They go on by themselves in \d:\d\d min"))
    first = until.inner_text()
    expect(until).not_to_have_text(first)  # it counts down
    expect(scene.locator("tr[aria-current]")).to_contain_text("The workers are paused (now)")
    scene.get_by_role("button", name="Upload 6 photos").click()
    expect(depth).to_have_text("Tasks wait 24")

    scene.get_by_role("button", name="Resume").click()
    expect(until).to_have_text(re.compile(r"After they went on \d+(\.\d\d)? m?s"), timeout=DRAINED)
    expect(depth).to_have_text("No task waits 0")
    expect(scene.get_by_text("✓ Done")).to_have_count(12)
    expect(scene.locator(".backstage")).to_contain_text("24 tasks at the most")
    expect(scene.locator("tr[aria-current]")).to_have_count(0)


def test_somebody_else_watches(site: Site, scene: Page) -> None:
    """Another visitor's page says the same, nobody pressing anything on it."""
    context = scene.context.browser.new_context() if scene.context.browser else None
    assert context
    other = context.new_page()
    other.goto(f"{site.url}/demos/noworker/")
    scene.get_by_role("button", name="Pause", exact=True).click()
    expect(other.locator(".standing")).to_contain_text("At the moment the workers are paused")
    expect(other.locator("tr[aria-current]")).to_contain_text("The workers are paused (now)")
    context.close()


@pytest.mark.parametrize("width", [320, 390, 768, 1280])
def test_nothing_sticks_out_at_any_width(scene: Page, width: int) -> None:
    scene.set_viewport_size({"width": width, "height": 800})
    scene.get_by_role("button", name="Upload 6 photos").click()
    expect(scene.get_by_text("✓ Done")).to_have_count(6, timeout=DRAINED)
    assert scene.evaluate("document.documentElement.scrollWidth") <= width


def test_without_javascript(site: Site, plain_page: Page, scene: Page) -> None:
    plain_page.goto(f"{site.url}/demos/noworker/")
    plain_page.get_by_role("button", name="Pause", exact=True).click()
    plain_page.get_by_role("button", name="Upload 6 photos").click()
    expect(plain_page.locator(".standing")).to_contain_text("It waits, because the workers are paused.")
    plain_page.get_by_role("button", name="Resume").click()
    expect(plain_page.get_by_text("✓ Done")).to_have_count(6, timeout=DRAINED)
