"""Each kind of question in a real browser: with and without JavaScript, by keys and by pointer."""

import re
import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from urllib.parse import parse_qsl

import pytest
import yaml
from playwright.sync_api import Locator, Page, expect
from playwright.sync_api import TimeoutError as PlaywrightTimeout
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from tests.browser.axe import no_barriers
from tests.quizzes.kinds.asked import CONTENT, FILE, QUESTIONS, RIGHT, WRONG

Ask = Callable[[Page, str], None]

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PARTLY = {
    **WRONG,
    "what-to-move": "option=move-email&option=move-form",
    "name-the-runner": "answer=wroker",
    "queue-this-call": "answer=" + 200 * "x",
    "what-is-printed": "answer=" + 500 * "x",
    "from-click-to-work": "place-way-save=1&place-way-commit=3&place-way-queue=2&place-way-work=4",
}
QUEUED_TOO_EARLY = ["way-save", "way-queue", "way-commit", "way-work"]


@pytest.fixture
def quiz(live_server: LiveServer, settings: Settings) -> str:
    settings.CONTENT_DIR = CONTENT
    return f"{live_server.url}/quizzes/kinds-quiz/"


@pytest.fixture
def ask(live_server: LiveServer, settings: Settings, tmp_path: Path) -> Ask:
    """Starts a quiz that holds one question alone."""

    def start_with(page: Page, name: str) -> None:
        shutil.copytree(CONTENT, tmp_path / "content")
        file = tmp_path / "content" / FILE.relative_to(CONTENT)
        fields = yaml.safe_load(file.read_text())
        only = [question for question in fields["questions"] if question["id"] == name]
        file.write_text(yaml.safe_dump({**fields, "questions": only}))
        settings.CONTENT_DIR = tmp_path / "content"
        start(page, f"{live_server.url}/quizzes/kinds-quiz/")

    return start_with


def start(page: Page, quiz: str) -> None:
    page.goto(quiz)
    page.get_by_role("button", name="Start the quiz").click()
    page.wait_for_url("**/attempts/**")


def question_on(page: Page) -> str:
    return page.locator("input[name=question]").get_attribute("value") or ""


def _is_ordered_by_script(page: Page) -> bool:
    """The script comes with the question, perhaps a moment later; without JavaScript it never does."""
    with suppress(PlaywrightTimeout):
        page.locator(".ordering.ready").wait_for(timeout=4000)
    return page.locator(".ordering.ready").count() > 0


def fill_in(page: Page, body: str) -> None:
    """What a browser would send as `body`, done by hand."""
    sent = parse_qsl(body)
    places = [name.removeprefix("place-") for name, _ in sorted(sent, key=lambda field: field[1])]
    for name, value in sent:
        if name == "answer":
            page.locator("#typed").fill(value.replace("\r\n", "\n"))
        elif not name.startswith("place-"):
            page.locator(f"input[name={name}][value={value}]").check()
        elif not _is_ordered_by_script(page):
            page.locator(f"select[name={name}]").select_option(value)
    if page.locator(".ordering.ready").count():
        put_in_order(page, places)


def put_in_order(page: Page, wanted: list[str]) -> None:
    for place, item in enumerate(wanted):
        while order_on(page).index(item) > place:
            page.locator(f"#up-{item}").click()


def order_on(page: Page) -> list[str]:
    names: list[str] = page.locator(".item .words").evaluate_all("all => all.map(words => words.id)")
    return [name.removeprefix("words-") for name in names]


def check(page: Page) -> None:
    page.get_by_role("button", name="Check the answer").click()
    expect(page.locator("#verdict")).to_be_visible()


def go_on(page: Page) -> None:
    page.get_by_role("link", name=re.compile("Next question|See your result")).click()
    expect(page.locator("#verdict")).to_be_hidden()


def each_in_turn(page: Page, answers: dict[str, str], look: Callable[[Page], None]) -> None:
    """Look at every question as it is asked and as it is judged."""
    for _ in QUESTIONS:
        look(page)
        fill_in(page, answers[question_on(page)])
        check(page)
        look(page)
        go_on(page)


def nothing(_: Page) -> None:
    """Look at nothing."""


def fits_and_has_no_barriers(page: Page) -> None:
    no_barriers(page)
    too_wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert too_wide <= 0, f"{too_wide} pixels too wide: {page.locator('h1').inner_text()}"


class TestEveryKind:
    def test_right_answers_get_every_point(self, page: Page, quiz: str) -> None:
        start(page, quiz)
        each_in_turn(page, RIGHT, nothing)

        expect(page.get_by_text("8/8", exact=True)).to_be_visible()

    def test_without_javascript(self, plain_page: Page, quiz: str) -> None:
        start(plain_page, quiz)
        each_in_turn(plain_page, RIGHT, nothing)

        expect(plain_page.get_by_text("8/8", exact=True)).to_be_visible()

    @pytest.mark.parametrize(("answers", "width"), [(PARTLY, 320), (RIGHT, 1280)], ids=["narrow", "wide"])
    def test_has_no_barriers_and_fits(
        self, page: Page, quiz: str, answers: dict[str, str], width: int
    ) -> None:
        page.set_viewport_size({"width": width, "height": 900})
        start(page, quiz)

        each_in_turn(page, answers, fits_and_has_no_barriers)


class TestOrdering:
    NAME = "from-click-to-work"

    @pytest.fixture
    def ordering(self, page: Page, ask: Ask) -> Page:
        ask(page, self.NAME)
        expect(page.locator(".ordering.ready")).to_be_visible()
        return page

    def test_a_button_moves_its_item_keeps_the_focus_and_says_so(self, ordering: Page) -> None:
        second = order_on(ordering)[1]
        up = ordering.locator(f"#up-{second}")
        up.press("Enter")

        assert order_on(ordering)[0] == second
        expect(up).to_be_focused()
        expect(up).to_have_attribute("aria-disabled", "true")
        expect(ordering.locator(".ordering [role=status]")).to_contain_text("Place 1 of 4: ")

    def test_arrow_keys_on_a_button_move_the_item(self, ordering: Page) -> None:
        first = order_on(ordering)[0]
        ordering.locator(f"#up-{first}").focus()
        for _ in range(9):
            ordering.keyboard.press("ArrowDown")

        assert order_on(ordering)[3] == first

    def test_an_item_can_be_dragged(self, ordering: Page) -> None:
        before = order_on(ordering)
        drag(ordering, item(ordering, before[0]), item(ordering, before[2]))
        ordering.mouse.up()

        assert order_on(ordering) == [before[1], before[2], before[0], before[3]]
        expect(ordering.locator(".ordering [role=status]")).to_contain_text("Place 3 of 4: ")

    def test_escape_puts_a_dragged_item_back(self, ordering: Page) -> None:
        before = order_on(ordering)
        drag(ordering, item(ordering, before[3]), item(ordering, before[0]))
        assert order_on(ordering) != before

        ordering.keyboard.press("Escape")
        ordering.mouse.up()

        assert order_on(ordering) == before

    def test_what_is_sent_is_the_order_on_the_page(self, ordering: Page) -> None:
        for wanted in (["way-work", "way-queue", "way-commit", "way-save"], QUEUED_TOO_EARLY):
            put_in_order(ordering, wanted)
        check(ordering)

        expect(ordering.get_by_text("5 of 6 pairs stand in the right order")).to_be_visible()
        expect(ordering.get_by_text("A quick worker would look")).to_be_visible()

    def test_a_place_taken_twice_comes_back_without_javascript(self, plain_page: Page, ask: Ask) -> None:
        ask(plain_page, self.NAME)
        fill_in(plain_page, "place-way-save=2&place-way-commit=2&place-way-queue=3&place-way-work=4")
        plain_page.get_by_role("button", name="Check the answer").click()

        expect(plain_page.get_by_text("Place 2 is taken twice.")).to_have_count(2)
        expect(plain_page.locator("select[name=place-way-queue]")).to_have_value("3")
        no_name_is_missing = plain_page.get_by_role("combobox", name="Place The view saves the photo.")
        expect(no_name_is_missing).to_have_value("2")


def item(page: Page, name: str) -> Locator:
    return page.locator(".item").filter(has=page.locator(f"#words-{name}"))


def drag(page: Page, held: Locator, onto: Locator) -> None:
    """Up to the far edge of `onto`, without letting go."""
    held.locator(".grip").hover()
    page.mouse.down()
    box, start_box = onto.bounding_box(), held.bounding_box()
    assert box
    assert start_box
    edge = box["y"] + (box["height"] - 2 if box["y"] > start_box["y"] else 2)
    page.mouse.move(box["x"] + 40, edge, steps=8)


class TestTyping:
    def test_a_refused_number_comes_back_with_its_error(self, page: Page, ask: Ask) -> None:
        ask(page, "how-long-two-wait")
        page.locator("#typed").fill("1,000")
        page.locator("#typed").press("Enter")

        expect(page.get_by_role("alert")).to_contain_text("1,000 could be 1000 or 1.000.")
        expect(page.locator("#typed")).to_have_value("1,000")
        expect(page.locator("#typed")).to_have_attribute("aria-invalid", "true")
        no_barriers(page)

    def test_letters_that_are_keys_elsewhere_are_letters_in_a_field(self, page: Page, ask: Ask) -> None:
        ask(page, "name-the-runner")
        page.locator("#typed").press_sequentially("n 1?")

        expect(page.locator("#typed")).to_have_value("n 1?")
        assert question_on(page) == "name-the-runner"

    def test_a_hint_keeps_what_is_chosen(self, page: Page, ask: Ask) -> None:
        ask(page, "what-to-move")
        page.locator("input[value=move-email]").check()
        page.get_by_role("button", name="Show a hint").click()

        expect(page.get_by_text("Think of what the visitor needs at once.")).to_be_visible()
        expect(page.locator("input[value=move-email]")).to_be_checked()

    def test_a_hint_keeps_a_number_that_would_be_refused(self, plain_page: Page, ask: Ask) -> None:
        ask(plain_page, "how-long-two-wait")
        plain_page.locator("#typed").fill("1,000")
        plain_page.get_by_role("button", name="Show a hint").click()

        expect(plain_page.get_by_text("The worker does one thing at a time.")).to_be_visible()
        expect(plain_page.locator("#typed")).to_have_value("1,000")
        expect(plain_page.get_by_role("alert")).to_have_count(0)

    def test_a_hint_keeps_the_order_so_far(self, page: Page, ask: Ask) -> None:
        ask(page, "from-click-to-work")
        put_in_order(page, QUEUED_TOO_EARLY)
        page.get_by_role("button", name="Show a hint").click()

        expect(page.get_by_text("What can the worker see?")).to_be_visible()
        expect(page.locator(".ordering.ready")).to_be_visible()
        assert order_on(page) == QUEUED_TOO_EARLY
