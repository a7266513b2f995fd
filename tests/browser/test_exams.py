"""An exam in a real browser: changing an answer, handing in, a clock that runs out, no JavaScript."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from quizzes.kinds import SingleChoice
from tests.browser.axe import no_barriers
from tests.quizzes.answering import option_of
from tests.site import Site
from tutorial.library import library

pytestmark = pytest.mark.browser


@pytest.fixture
def quiz(site: Site) -> str:
    return f"{site.url}/quizzes/practice-quiz/"


def start(page: Page, quiz: str, minutes: str = "") -> None:
    page.goto(quiz)
    page.get_by_label("Exam").check()
    page.get_by_label("Time limit in minutes").fill(minutes)
    page.get_by_role("button", name="Start the quiz").click()
    page.wait_for_url("**/attempts/**")


def number_of(page: Page, number: int) -> Locator:
    """A button that keeps the answer on its way, or on the overview a link."""
    return page.get_by_label(re.compile(f"^Question {number}(, answered)?$"))


def keep(page: Page, number: int, *, right: bool) -> None:
    """Answer the question with this number, and wait until the next page is there."""
    go_to(page, number)
    question = page.locator("input[name=question]").input_value()
    page.locator(f"input[value={option_of(question, right=right)}]").check()
    page.get_by_role("button", name=re.compile("my answer")).click()
    kept = page.get_by_label(f"Question {number}, answered")
    expect(kept).to_be_visible()
    expect(kept).not_to_have_attribute("aria-current", "step")


def go_to(page: Page, number: int) -> None:
    number_of(page, number).click()
    expect(number_of(page, number)).to_have_attribute("aria-current", "step")


def do_anything_but_answer(page: Page) -> str:
    """What a stray finger does; how the question is answered."""
    page.get_by_text("How sure are you?").click()
    page.get_by_text("Guessing", exact=True).click()
    if page.locator(".ordering").count():
        page.locator("#rule").click()
        return "ordered"
    typed = page.locator("#answer .typed :is(input, textarea)")
    if not typed.count():
        return "chosen"
    typed.first.press_sequentially("a")
    typed.first.press("Backspace")
    return "typed"


def go_through(page: Page) -> None:
    keep(page, 2, right=True)
    keep(page, 1, right=False)
    page.get_by_label("Question 1, answered").click()
    expect(page.locator("input[name=option]:checked")).to_have_count(1)
    keep(page, 1, right=True)
    page.get_by_role("button", name="All questions, and hand in").click()
    expect(page.get_by_role("heading", name="3 of 5 without an answer")).to_be_visible()
    page.get_by_role("button", name="Hand in, with 3 unanswered").click()
    expect(page.get_by_text("2/5", exact=True)).to_be_visible()


class TestAnExam:
    def test_answers_may_change_until_it_is_handed_in(self, page: Page, quiz: str) -> None:
        start(page, quiz)
        no_barriers(page)
        go_through(page)
        no_barriers(page)

        page.get_by_role("link", name="See the answer").first.click()
        expect(page.locator("#verdict")).to_have_text("✗ No answer")

    def test_without_javascript(self, plain_page: Page, quiz: str) -> None:
        start(plain_page, quiz)
        go_through(plain_page)

    @pytest.mark.parametrize("scripts", [True, False])
    def test_going_to_another_question_keeps_the_answer(
        self, request: pytest.FixtureRequest, quiz: str, scripts: bool
    ) -> None:
        page: Page = request.getfixturevalue("page" if scripts else "plain_page")
        start(page, quiz)
        page.locator("input[name=option]").first.check()
        number_of(page, 3).click()
        expect(number_of(page, 3)).to_have_attribute("aria-current", "step")
        expect(page.get_by_label("Question 1, answered")).to_be_visible()

        number_of(page, 4).click()  # and nothing is asked of who has not answered
        expect(number_of(page, 4)).to_have_attribute("aria-current", "step")
        expect(page.get_by_label("Question 3", exact=True)).to_be_visible()

    def test_who_has_not_answered_may_always_go_on(self, page: Page, site: Site) -> None:
        start(page, f"{site.url}/quizzes/scaling-quiz/")
        asked: set[str] = set()
        for number in range(1, page.locator(".numbers button").count() + 1):
            go_to(page, number)
            expect(page).to_have_title(re.compile(f"^Question {number} of "))
            asked.add(do_anything_but_answer(page))
        page.get_by_role("button", name="All questions, and hand in").click()
        expect(page.locator(".numbers a")).to_have_count(number)
        expect(page.locator(".numbers .kept")).to_have_count(0)
        assert asked >= {"chosen", "typed", "ordered"}

    def test_an_order_that_somebody_made_is_kept(self, page: Page, site: Site) -> None:
        start(page, f"{site.url}/quizzes/scaling-quiz/")
        number = 1
        while not page.locator(".ordering").count():
            number += 1
            go_to(page, number)
        page.locator("[data-move='1']").first.click()
        page.get_by_role("button", name="All questions, and hand in").click()
        expect(page.get_by_label(f"Question {number}, answered")).to_be_visible()

    def test_how_sure_somebody_is_of_what_is_kept(self, page: Page, quiz: str) -> None:
        start(page, quiz)
        keep(page, 1, right=True)
        go_to(page, 1)
        page.get_by_text("Guessing", exact=True).click()
        go_to(page, 2)
        go_to(page, 1)
        expect(page.get_by_label("Guessing")).to_be_checked()

    def test_shows_no_verdict_while_it_is_open(self, page: Page, quiz: str) -> None:
        start(page, quiz)
        question = page.locator("input[name=question]").input_value()
        keep(page, 1, right=False)

        page.get_by_label("Question 1, answered").click()

        expect(page.get_by_role("button", name="Change my answer")).to_be_visible()
        assert library().find(SingleChoice, question).right_option.why.text not in page.content()

    def test_what_is_filled_in_when_the_time_is_up_is_sent(self, page: Page, quiz: str) -> None:
        """The page's clock is put on; the server's is not, so the answer is in time."""
        page.clock.install()
        start(page, quiz, minutes="1")
        page.locator(
            f"input[value={option_of(page.locator('input[name=question]').input_value(), right=True)}]"
        ).check()
        expect(page.locator("#time-left")).to_contain_text("left")

        page.clock.fast_forward("01:01")

        expect(page.get_by_label("Question 1, answered")).to_be_visible()

    def test_what_nobody_touched_is_not_sent(self, page: Page, quiz: str) -> None:
        page.clock.install()
        start(page, quiz, minutes="1")
        expect(page.locator("#time-left")).to_contain_text("left")
        page.locator("input[name=option]").first.evaluate("option => { option.checked = true; }")

        with page.expect_navigation():  # it is loaded anew, once, and then waits for the server
            page.clock.fast_forward("01:10")

        expect(page.get_by_label("Question 1", exact=True)).to_be_visible()


class TestHintsAndConfidence:
    def test_by_keyboard(self, page: Page, quiz: str) -> None:
        page.goto(quiz)
        page.get_by_role("button", name="Start the quiz").click()
        page.wait_for_url("**/attempts/**")
        question = page.locator("input[name=question]").input_value()
        right = page.locator(f"input[value={option_of(question, right=True)}]")
        right.focus()
        page.keyboard.press("Space")
        page.get_by_label("Guessing").focus()
        page.keyboard.press("Space")
        page.get_by_role("button", name="Check the answer").press("Enter")
        expect(page.locator("#verdict")).to_have_text("✓ Correct")
        expect(page.locator("#verdict")).to_be_focused()
        expect(page.get_by_text("You said: Guessing.")).to_be_visible()
        no_barriers(page)
