"""What was sent and not taken is said, and the form stays as it was."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.browser.test_quizzes import question_on, start
from tests.quizzes.answering import option_of
from tests.site import Site

pytestmark = pytest.mark.browser

WORDS = "The database is away for a moment. What you sent may not have been kept: send it again."


TOO_OFTEN = "That is enough for the moment. Try again in 7 seconds."


def away(route: Route) -> None:
    route.fulfill(status=503, content_type="text/plain", body=WORDS)


def too_often(route: Route) -> None:
    route.fulfill(status=429, content_type="text/plain", body=TOO_OFTEN)


def forged(route: Route) -> None:
    route.fulfill(status=403, content_type="text/html", body="<h1>That did not reach us safely</h1>")


def refusal(page: Page, form: str) -> Locator:
    return page.locator(form).get_by_role("alert")


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


@pytest.mark.parametrize(
    ("refuse", "words"), [(too_often, TOO_OFTEN), (forged, "Reload it and send it again.")]
)
def test_an_answer_that_is_refused_is_said_in_its_form(
    site: Site, page: Page, refuse: Callable[[Route], None], words: str
) -> None:
    start(page, f"{site.url}/quizzes/practice-quiz/")
    choice = page.locator(f"input[value={option_of(question_on(page), right=True)}]")
    choice.check()
    page.route("**/answer/", refuse)
    page.get_by_role("button", name="Check the answer").click()
    expect(refusal(page, "#sitting form.stack")).to_contain_text(words)
    expect(choice).to_be_checked()


def test_a_grade_that_comes_too_often_is_said_at_its_card(site: Site, page: Page) -> None:
    page.goto(f"{site.url}/flashcards/recall/")
    page.locator("details.card > summary").click()
    page.route("**/flashcards/**", too_often)
    page.keyboard.press("2")
    expect(refusal(page, "form.grades")).to_have_text(TOO_OFTEN)
    expect(page.get_by_text("Card 1 of 5")).to_be_visible()

    page.unroute("**/flashcards/**")
    page.keyboard.press("2")
    expect(page.get_by_text("Card 2 of 5")).to_be_visible()
