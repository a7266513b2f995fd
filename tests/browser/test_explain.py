"""Explaining in one's own words, in a real browser: with JavaScript and without."""

import re

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.axe import no_barriers
from tests.site import Site

pytestmark = pytest.mark.browser

TEXT = (
    "If the view sends the email itself, the user has to wait. "
    "A worker does it later, so the page answers at once."
)
MISSING = "Now it can handle many users."
CUE = "It is the busiest hour of the year."
TITLE = "The server stays free for many users at once"
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
        page.get_by_role("button", name="Show a model answer").click()
        expect(page.get_by_role("heading", name="A model answer")).to_be_focused()
        expect(page.locator("#model-answer").get_by_text("By offloading heavy work")).to_be_visible()

    def test_why_a_concept_was_found(self, page: Page, prompt: str) -> None:
        page.goto(prompt)
        explain(page)
        reason = page.get_by_text("You said user and wait, within 10 words of one sentence.")
        expect(reason).to_be_hidden()
        page.get_by_text("Why?").first.click()
        expect(reason).to_be_visible()

    def test_what_was_missed_is_cued_first_and_told_when_asked_for(self, page: Page, prompt: str) -> None:
        page.goto(prompt)
        explain(page)
        expect(page.get_by_text(CUE)).to_be_visible()
        expect(page.get_by_text(TITLE)).to_have_count(0)
        page.get_by_role("button", name="Show what I missed").click()
        told = page.locator("#point-many-users p").first
        expect(told).to_be_focused()
        expect(told).to_have_text(f"Shown to you: {TITLE}")
        expect(page.get_by_text("By offloading heavy work, the app can handle many users")).to_be_visible()
        expect(page.get_by_role("link", name="What you have shown of")).to_be_visible()
        score(page, 3)

        page.get_by_label("Explain why").fill(f"{TEXT} {MISSING}")
        page.get_by_role("button", name="Check my explanation").click()
        score(page, 4)
        expect(page.get_by_text("1 of them after it was shown to you.")).to_be_visible()

    def test_what_was_explained_before_stays_readable(self, page: Page, prompt: str) -> None:
        page.goto(prompt)
        explain(page, "No idea.")
        score(page, 0)
        explain(page)
        score(page, 3)
        page.get_by_role("link", name="What you explained before").click()
        expect(page.get_by_role("heading", level=2)).to_have_text(
            [re.compile("You got 3/4 concepts"), re.compile("You got 0/4 concepts")]
        )
        expect(page.get_by_text("No idea.")).to_be_visible()

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
        expect(page.get_by_role("alert").filter(has_text="cannot be reached")).to_be_visible()
        expect(page.get_by_label("Explain why")).to_have_value(TEXT)
        page.unroute("**/explain/**")
        page.get_by_role("button", name="Check my explanation").click()
        score(page, 3)
        expect(page.get_by_role("alert").filter(has_text="cannot be reached")).to_be_hidden()

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
        plain_page.get_by_role("button", name="Show a model answer").click()
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


class TestForEverybody:
    def test_nothing_bars_the_way_in_any_state(self, page: Page, prompt: str) -> None:
        page.goto(prompt)
        no_barriers(page)
        page.get_by_role("button", name="Check my explanation").click()
        page.get_by_text("Write a sentence or two first.").wait_for()
        no_barriers(page)
        explain(page)
        score(page, 3)
        no_barriers(page)
        page.get_by_text("Why?").first.click()
        no_barriers(page)
        page.get_by_role("button", name="Show what I missed").click()
        page.get_by_text("Shown to you").wait_for()
        page.get_by_role("button", name="Show a model answer").click()
        expect(page.get_by_role("heading", name="A model answer")).to_be_focused()
        no_barriers(page)
        page.get_by_role("button", name="I did say this").click()
        page.get_by_text("Counted by you").wait_for()
        no_barriers(page)

    def test_nor_on_the_lists(self, page: Page, prompt: str, site: Site) -> None:
        page.goto(prompt)
        explain(page)
        for address in ("/explain/", "/explain/why-they-matter/explanations/"):
            page.goto(f"{site.url}{address}")
            no_barriers(page)

    @pytest.mark.parametrize("width", [320, 640])  # 640: 1280 pixels at 200 % zoom
    def test_nothing_runs_out_of_a_narrow_window(self, page: Page, prompt: str, width: int) -> None:
        page.set_viewport_size({"width": width, "height": 800})
        page.goto(prompt)
        explain(page, f"{TEXT} {'endless' * 40}")
        page.get_by_text("Why?").first.click()
        page.get_by_role("button", name="Show what I missed").click()
        page.get_by_text("Shown to you").wait_for()
        assert page.evaluate("document.documentElement.scrollWidth") <= width
