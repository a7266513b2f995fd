"""Explaining in one's own words, in a real browser: with JavaScript and without."""

import pytest
from playwright.sync_api import Page, Route, expect

from tests.site import Site

pytestmark = pytest.mark.browser

TEXT = (
    "If the view sends the email itself, the user has to wait. "
    "A worker does it later, so the page answers at once."
)
MISSING = "Now it can handle many users."
LONGER_THAN_THE_BOX = "語" * 20_500


@pytest.fixture
def prompt(site: Site) -> str:
    return f"{site.url}/explain/why-they-matter/"


def explain(page: Page, text: str = TEXT) -> None:
    page.get_by_label("Explain why").fill(text)
    page.get_by_role("button", name="Check my explanation").click()


def score(page: Page, got: int) -> None:
    expect(page.get_by_role("heading", name=f"You got {got}/4 concepts")).to_be_visible()


class TestWithJavaScript:
    def test_from_the_first_words_to_all_four_concepts(self, page: Page, prompt: str) -> None:
        page.goto(prompt)
        page.get_by_label("Explain why").fill(TEXT)
        expect(page.get_by_text("23 words.")).to_be_visible()
        page.keyboard.press("Control+Enter")
        expect(page.get_by_role("heading", name="You got 3/4 concepts")).to_be_focused()
        expect(page.locator("mark", has_text="user has to wait")).to_be_visible()
        expect(page.get_by_text("Not found yet")).to_have_count(1)

        page.get_by_role("link", name="Add to my answer").click()
        expect(page.get_by_label("Explain why")).to_be_focused()
        expect(page.get_by_label("Explain why")).to_have_value(TEXT)
        page.keyboard.type(f" {MISSING}")
        page.keyboard.press("Control+Enter")
        expect(page.get_by_role("heading", name="You got 4/4 concepts")).to_be_focused()

    def test_the_last_word_is_the_learners(self, page: Page, prompt: str) -> None:
        page.goto(prompt)
        explain(page)
        page.get_by_role("button", name="I did say this").click()
        expect(page.get_by_role("heading", name="You got 4/4 concepts")).to_be_focused()
        expect(page.get_by_text("Counted by you")).to_be_visible()
        page.get_by_role("button", name="Undo").click()
        score(page, 3)

    def test_the_model_answer_arrives_when_asked_for(self, page: Page, prompt: str) -> None:
        page.goto(prompt)
        assert "By offloading" not in page.content()
        explain(page)
        score(page, 3)
        assert "By offloading" not in page.content()
        page.get_by_role("link", name="Show a model answer").click()
        expect(page.get_by_role("heading", name="A model answer")).to_be_focused()
        expect(page.get_by_text("By offloading heavy work")).to_be_visible()

    def test_a_text_that_is_too_long_is_said_and_kept(self, page: Page, prompt: str) -> None:
        page.goto(prompt)
        page.get_by_label("Explain why").fill("word " * 500)
        expect(page.get_by_text("2,499 characters; the limit is 2,000.", exact=True)).to_be_visible()
        page.get_by_role("button", name="Check my explanation").click()
        expect(page.get_by_role("alert").filter(has_text="That is 2,499 characters")).to_be_visible()
        expect(page.get_by_label("Explain why")).to_have_value("word " * 500)

    def test_when_the_site_is_out_of_reach_the_text_stays(self, page: Page, prompt: str) -> None:
        def unreachable(route: Route) -> None:
            route.abort() if route.request.method == "POST" else route.continue_()

        page.goto(prompt)
        page.route("**/explain/**", unreachable)
        explain(page)
        expect(page.get_by_text("That did not work.")).to_be_visible()
        expect(page.get_by_label("Explain why")).to_have_value(TEXT)
        page.unroute("**/explain/**")
        page.get_by_role("button", name="Check my explanation").click()
        score(page, 3)
        expect(page.get_by_text("That did not work.")).to_be_hidden()

    def test_the_longest_text_the_box_takes_is_not_too_large_for_the_site(
        self, page: Page, prompt: str
    ) -> None:
        page.goto(prompt)
        explain(page, LONGER_THAN_THE_BOX)
        # Not by `expect`, which would print the whole page, and all of the text in it, if it failed.
        page.get_by_role("alert").filter(has_text="That is 20,000 characters").wait_for()

    def test_it_is_there_on_return(self, page: Page, prompt: str) -> None:
        page.goto(prompt)
        explain(page)
        score(page, 3)
        page.goto(prompt)
        score(page, 3)
        expect(page.get_by_label("Explain why")).to_have_value(TEXT)


class TestWithoutJavaScript:
    def test_explain_claim_undo_and_the_model_answer(self, plain_page: Page, prompt: str) -> None:
        plain_page.goto(prompt)
        explain(plain_page)
        score(plain_page, 3)
        assert plain_page.url == f"{prompt}#score"
        plain_page.get_by_role("button", name="I did say this").click()
        score(plain_page, 4)
        plain_page.get_by_role("button", name="Undo").click()
        score(plain_page, 3)
        plain_page.get_by_role("link", name="Show a model answer").click()
        expect(plain_page.get_by_text("By offloading heavy work")).to_be_visible()

    def test_a_text_that_is_too_long_is_said_and_kept(self, plain_page: Page, prompt: str) -> None:
        plain_page.goto(prompt)
        explain(plain_page, "word " * 500)
        expect(plain_page.get_by_text("That is 2,499 characters")).to_be_visible()
        expect(plain_page.get_by_label("Explain why")).to_have_value("word " * 500)

    def test_the_longest_text_the_box_takes_is_not_too_large_for_the_site(
        self, plain_page: Page, prompt: str
    ) -> None:
        plain_page.goto(prompt)
        explain(plain_page, LONGER_THAN_THE_BOX)
        plain_page.get_by_text("That is 20,000 characters").wait_for()
        assert plain_page.get_by_label("Explain why").input_value() == LONGER_THAN_THE_BOX[:20_000]
