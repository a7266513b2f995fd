"""A quiz in a real browser: with misses and their retry, by keyboard, and without JavaScript."""

import pytest
from playwright.sync_api import Page, expect

from tests.quizzes.answering import option_of
from tests.site import Site

pytestmark = pytest.mark.browser

MISSED = {"calling-a-task", "background-syntax"}


@pytest.fixture
def quiz(site: Site) -> str:
    return f"{site.url}/quizzes/practice-quiz/"


def start(page: Page, quiz: str) -> None:
    page.goto(quiz)
    page.get_by_role("button", name="Start the quiz").click()
    page.wait_for_url("**/attempts/**")  # and for its scripts: before them a key does what it does without


def question_on(page: Page) -> str:
    return page.locator("input[name=question]").get_attribute("value") or ""


def answer(page: Page, *, right: bool) -> None:
    page.locator(f"input[value={option_of(question_on(page), right=right)}]").check()
    page.get_by_role("button", name="Check the answer").click()
    expect(page.locator("#verdict")).to_have_text("✓ Correct" if right else "✗ Incorrect")


def go_through(page: Page, questions: int, *, missed: set[str]) -> None:
    """Answer all questions, those in `missed` wrongly, up to the result."""
    for number in range(1, questions + 1):
        expect(page.get_by_text(f"Question {number} of {questions}")).to_be_visible()
        expect(page.get_by_role("button", name="Check the answer")).to_be_visible()
        answer(page, right=question_on(page) not in missed)
        page.get_by_role("link", name="Next question" if number < questions else "See your result").click()


class TestAQuiz:
    def test_with_misses_and_their_retry(self, page: Page, quiz: str) -> None:
        start(page, quiz)
        go_through(page, 5, missed=MISSED)
        expect(page.get_by_text("3/5", exact=True)).to_be_visible()

        page.get_by_role("button", name="Retry missed only").click()
        go_through(page, 2, missed=set())
        expect(page.get_by_text("2/2", exact=True)).to_be_visible()

        page.goto(quiz)
        expect(page.get_by_text("missed questions only")).to_be_visible()

    def test_without_javascript(self, plain_page: Page, quiz: str) -> None:
        start(plain_page, quiz)
        go_through(plain_page, 5, missed=MISSED)
        expect(plain_page.get_by_text("3/5", exact=True)).to_be_visible()
        plain_page.get_by_role("button", name="Retry missed only").click()
        go_through(plain_page, 2, missed=set())
        expect(plain_page.get_by_text("2/2", exact=True)).to_be_visible()


class TestFeedback:
    def test_takes_the_focus_and_swaps_the_question_only(self, page: Page, quiz: str) -> None:
        start(page, quiz)
        page.evaluate("document.querySelector('header').dataset.kept = 'yes'")

        answer(page, right=False)

        expect(page.locator("#verdict")).to_be_focused()
        expect(page.locator("header[data-kept=yes]")).to_be_visible()

    def test_is_there_again_on_reload(self, page: Page, quiz: str) -> None:
        start(page, quiz)
        answer(page, right=False)
        question = page.locator("h1").inner_text()

        page.reload()

        expect(page.locator("#verdict")).to_have_text("✗ Incorrect")
        expect(page.locator("h1")).to_have_text(question)

    def test_back_leads_to_the_question_before(self, page: Page, quiz: str) -> None:
        start(page, quiz)
        answer(page, right=True)
        first = page.locator("h1").inner_text()
        page.get_by_role("link", name="Next question").click()
        expect(page.get_by_text("Question 2 of 5")).to_be_visible()

        page.go_back()

        expect(page.locator("h1")).to_have_text(first)
        expect(page.locator("#verdict")).to_have_text("✓ Correct")


class TestKeys:
    def test_arrows_choose_enter_submits_n_goes_on(self, page: Page, quiz: str) -> None:
        start(page, quiz)
        page.get_by_role("radio").first.focus()
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        expect(page.locator("#verdict")).to_be_focused()

        page.keyboard.press("n")

        expect(page.get_by_text("Question 2 of 5")).to_be_visible()
        expect(page.locator("h1")).to_be_focused()

    def test_n_can_be_turned_off_and_stays_off(self, page: Page, quiz: str) -> None:
        start(page, quiz)
        answer(page, right=True)
        page.locator("#keys input").uncheck()

        page.reload()
        expect(page.locator("#keys input")).not_to_be_checked()
        page.evaluate("addEventListener('click', () => { document.body.dataset.clicked = 'yes' })")
        page.keyboard.press("n")

        assert page.evaluate("document.body.dataset.clicked") is None


class TestTwoTabs:
    def test_the_first_answer_counts(self, page: Page, quiz: str) -> None:
        start(page, quiz)
        other = page.context.new_page()
        other.goto(page.url)
        answer(page, right=False)

        other.locator(f"input[value={option_of(question_on(other), right=True)}]").check()
        other.get_by_role("button", name="Check the answer").click()

        expect(other.locator("#verdict")).to_have_text("✗ Incorrect")
        expect(other.get_by_text("the first answer counts")).to_be_visible()

    def test_a_refused_answer_says_so_beside_the_answers(self, page: Page, quiz: str) -> None:
        start(page, quiz)
        page.evaluate("document.querySelector('form.stack').noValidate = true")

        page.get_by_role("button", name="Check the answer").click()

        expect(page.get_by_role("alert")).to_have_text("Choose an answer first.")
        expect(page.get_by_text("Question 1 of 5")).to_be_visible()
