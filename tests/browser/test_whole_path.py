"""A learner's whole path: from a guest's first lesson to the same progress on a second device."""

from collections.abc import Iterator
from uuid import uuid4

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.people import sign_in, sign_up
from tests.browser.test_progress import CONCEPT, miss_the_first_prompt, to_mend
from tests.browser.test_quizzes import go_through, start
from tests.site import Site

pytestmark = [pytest.mark.tree, pytest.mark.browser]

WORKER_MISSED = {"task-never-runs"}
EXPLAINED = "Without background tasks the user has to wait while the page hangs."


@pytest.fixture
def second_device(browser: Browser) -> Iterator[Page]:
    context = browser.new_context()
    yield context.new_page()
    context.close()


def flip_what_is_due(page: Page, site: Site) -> None:
    """The missed concept's cards come first, though they are new; each is remembered."""
    page.goto(f"{site.url}/flashcards/recall/")
    expect(page.locator(".card")).to_contain_text("Why should long-running tasks be moved to the background?")
    page.locator(".card summary").click()
    page.get_by_role("button", name="Remembered").click()
    expect(page.locator("#progress")).to_contain_text("1 remembered")


def take_the_quiz(page: Page, site: Site) -> None:
    start(page, f"{site.url}/quizzes/practice-quiz/")
    go_through(page, 5, missed=WORKER_MISSED)
    expect(page.get_by_text("4/5", exact=True)).to_be_visible()
    page.get_by_role("button", name="Retry missed only").click()
    page.wait_for_url("**/attempts/**")
    go_through(page, 1, missed=set())
    expect(page.get_by_text("1/1", exact=True)).to_be_visible()


def explain(page: Page, site: Site) -> None:
    page.goto(f"{site.url}/explain/why-they-matter/")
    page.get_by_label("Explain why background tasks are important").fill(EXPLAINED)
    page.get_by_role("button", name="Check my explanation").click()
    expect(page.locator("#score")).to_have_text("You got 1/4 concepts")


def what_the_map_says(page: Page, site: Site) -> str:
    page.goto(f"{site.url}/progress/")
    return page.locator("table").inner_text()


def test_the_whole_path(site: Site, page: Page, second_device: Page) -> None:
    email = f"mira-{uuid4().hex[:8]}@example.com"

    miss_the_first_prompt(page, site)
    page.goto(f"{site.url}/progress/")
    expect(to_mend(page)).to_contain_text("Missed in the recall prompt")

    flip_what_is_due(page, site)
    take_the_quiz(page, site)
    explain(page, site)

    page.goto(f"{site.url}/progress/")
    expect(page.locator(".beliefs > li")).to_contain_text("Put right by")  # the retry of the missed question
    expect(page.get_by_role("row", name=CONCEPT)).to_be_visible()
    before = what_the_map_says(page, site)

    sign_up(page, site, email)
    assert what_the_map_says(page, site) == before

    sign_in(second_device, site, email)
    expect(second_device.locator("main")).to_contain_text(f"signed in as {email}")
    assert what_the_map_says(second_device, site) == before
    second_device.goto(f"{site.url}/quizzes/practice-quiz/")
    expect(second_device.get_by_text("missed questions only")).to_be_visible()
