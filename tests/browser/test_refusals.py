"""What was sent and not taken is said, and the form stays as it was."""

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.test_quizzes import question_on, start
from tests.quizzes.answering import option_of
from tests.site import Site

pytestmark = pytest.mark.browser

WORDS = "The database is away for a moment. What you sent may not have been kept: send it again."


def away(route: Route) -> None:
    route.fulfill(status=503, content_type="text/plain", body=WORDS)


def test_an_answer_that_is_not_taken_is_sent_again_by_a_click(site: Site, page: Page) -> None:
    start(page, f"{site.url}/quizzes/practice-quiz/")
    choice = page.locator(f"input[value={option_of(question_on(page), right=True)}]")
    choice.check()
    page.route("**/answer/", away)
    page.get_by_role("button", name="Check the answer").click()
    expect(page.get_by_role("alert")).to_have_text(WORDS)
    expect(choice).to_be_checked()

    page.unroute("**/answer/")
    page.get_by_role("button", name="Check the answer").click()
    expect(page.locator("#verdict")).to_have_text("✓ Correct")
    expect(page.locator("#not-taken")).to_be_hidden()


def test_a_site_that_is_not_there_is_said_so(site: Site, page: Page) -> None:
    start(page, f"{site.url}/quizzes/practice-quiz/")
    page.locator(f"input[value={option_of(question_on(page), right=True)}]").check()
    page.route("**/answer/", lambda route: route.abort())
    page.get_by_role("button", name="Check the answer").click()
    expect(page.get_by_role("alert")).to_contain_text("cannot be reached")
