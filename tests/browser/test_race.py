"""The upload race in a real browser, on a whole running site."""

import re
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.browser.races import A_WHOLE_RACE, OVER, START, run, wait_of
from tests.demos.photos import photo
from tests.site import Site

pytestmark = pytest.mark.browser


@pytest.fixture
def race(site: Site, page: Page) -> Page:
    """The page of the race, opened by a new visitor."""
    page.goto(f"{site.url}/demos/upload/")
    return page


@pytest.fixture
def holiday(tmp_path: Path) -> Path:
    """A photo of the visitor's own."""
    path = tmp_path / "holiday.jpg"
    path.write_bytes(photo((1800, 1200)).getvalue())
    return path


@pytest.fixture
def tiff(tmp_path: Path) -> Path:
    """No photo that the site can use."""
    path = tmp_path / "holiday.tiff"
    path.write_bytes(b"II*\0")
    return path


def expect_both_results(page: Page) -> None:
    expect(page.locator(".thumbs img")).to_have_count(8)
    for picture in page.locator(".thumbs img").all():
        picture.scroll_into_view_if_needed()
        expect(picture).to_have_js_property("complete", value=True)
        assert picture.evaluate("img => img.naturalWidth") > 0
    expect(page.locator(".letter")).to_have_count(2)
    expect(page.locator(".letter").filter(has_text="you@example.com")).to_have_count(2)
    expect(page.locator(".same")).to_contain_text("✓ Identical")


def expect_inside(box: Locator, outer: Locator) -> None:
    inner, around = box.bounding_box(), outer.bounding_box()
    assert inner
    assert around
    assert around["x"] - 1 <= inner["x"]
    assert inner["x"] + inner["width"] <= around["x"] + around["width"] + 1


class TestWithASample:
    def test_the_background_lane_replies_first_and_both_do_the_same(self, race: Page) -> None:
        run(race)

        assert wait_of(race, "background") < wait_of(race, "blocking")
        assert wait_of(race, "blocking") > 800  # the mail server's simulated delay, at the least
        expect(race.locator(".sum")).to_contain_text("shorter wait")
        expect(race.locator(".sum")).to_contain_text("measured in this browser from click to reply")
        expect_both_results(race)
        expect(race.locator("#code .hot .cue")).to_have_count(4)

    def test_both_lanes_are_announced_and_the_result_has_the_focus(self, race: Page) -> None:
        run(race)

        expect(race.locator("#said")).to_have_text(
            re.compile(r"Blocking: you waited .+\. Background: you waited .+\.")
        )
        expect(race.get_by_role("heading", name="Result")).to_be_focused()

    def test_a_reload_shows_the_same_race_and_settings(self, race: Page) -> None:
        race.get_by_text("Mountain lake").click()
        race.get_by_text("2 MP", exact=True).click()
        race.get_by_label("Mail server delay").fill("100")
        run(race)
        before = [wait_of(race, lane) for lane in ("blocking", "background")]
        race.reload()

        assert [wait_of(race, lane) for lane in ("blocking", "background")] == before
        expect(race.get_by_role("radio", name="Mountain lake")).to_be_checked()
        expect(race.get_by_role("radio", name="2 MP", exact=True)).to_be_checked()
        expect(race.locator("output")).to_have_text("100 ms")

    def test_together(self, race: Page) -> None:
        race.get_by_text("Together").click()
        run(race)

        assert wait_of(race, "background") < wait_of(race, "blocking")
        expect(race.locator(".sum")).to_contain_text("the lanes ran together")

    def test_the_bar_and_the_figure_grow_while_the_visitor_waits(self, race: Page) -> None:
        race.get_by_label("Mail server delay").fill("3000")
        race.get_by_role("button", name=START).click()
        expect(race.locator(".duel .blocking")).to_contain_text("You are waiting")
        bar = race.locator("[data-grow=blocking]")
        widths = [bar.evaluate("bar => bar.width.baseVal.value")]
        race.wait_for_function(
            "width => document.querySelector('[data-grow=blocking]').width.baseVal.value > width + 20",
            arg=widths[0],
        )
        height = race.locator(".stage").evaluate("stage => stage.offsetHeight")
        expect(race.locator(OVER)).to_be_visible(timeout=A_WHOLE_RACE)

        # Nothing has jumped: the frame is as high as it was, but for the link to the table in its caption.
        caption = race.locator(".stage details").evaluate("details => details.offsetHeight")
        assert abs(race.locator(".stage").evaluate("stage => stage.offsetHeight") - height) <= caption + 30

    @pytest.mark.parametrize("width", [320, 390, 768, 1280, 1920])
    def test_nothing_sticks_out_at_any_width(self, race: Page, width: int) -> None:
        race.set_viewport_size({"width": width, "height": 800})
        run(race)

        assert race.evaluate("document.documentElement.scrollWidth") <= width
        for flag in race.locator(".stage .front .flag").all():
            expect_inside(flag, race.locator(".stage"))


class TestWithAnOwnPhoto:
    def test_is_raced_like_a_sample(self, race: Page, holiday: Path) -> None:
        race.get_by_label("Your own photo").last.set_input_files(holiday)
        run(race)

        expect_both_results(race)
        expect(race.locator(".letter").first).to_contain_text("holiday.jpg")

    def test_is_refused_beside_the_field(self, race: Page, tiff: Path) -> None:
        race.get_by_label("Your own photo").last.set_input_files(tiff)
        race.get_by_role("button", name=START).click()

        expect(race.locator("#refusal")).to_have_text(
            re.compile(
                r"Upload refused “holiday\.tiff”: This is not a JPEG, PNG or WebP photo\. Choose another file"
            )
        )
        expect(race.locator("#photo")).to_be_focused()
        expect(race.locator(".duel")).to_contain_text("The work is done now")
        expect(race.get_by_role("button", name=START)).to_be_enabled()


class TestTrouble:
    def test_no_reply(self, race: Page) -> None:
        race.route("**/demos/upload/blocking/", lambda route: route.abort())
        race.get_by_role("button", name=START).click()

        expect(race.locator("#refusal")).to_contain_text("The server did not reply. Is it still running?")
        race.unroute("**/demos/upload/blocking/")
        run(race)
        expect(race.locator("#refusal")).to_be_empty()

    def test_a_lane_is_not_lost_with_the_answer_that_first_tells_of_it(self, race: Page) -> None:
        race.route(
            re.compile(r"/result/\?(?=.*\bblocking=).*\bbackground="), lambda route: route.abort(), times=1
        )
        race.get_by_text("Together").click()
        run(race)

        expect_both_results(race)

    def test_too_large_for_whatever_stands_before_the_site(self, race: Page) -> None:
        def too_large(route: Route) -> None:
            route.fulfill(status=413, body="<h1>Request Entity Too Large</h1>", content_type="text/html")

        race.route("**/demos/upload/blocking/", too_large)
        race.get_by_role("button", name=START).click()

        expect(race.locator("#refusal")).to_contain_text("This photo is too large.")

    def test_a_reload_between_two_runs_shows_what_has_run(self, race: Page) -> None:
        race.get_by_text("2 MP", exact=True).click()
        race.get_by_role("group", name="Runs of each lane").get_by_text("3", exact=True).click()
        race.get_by_role("button", name=START).click()
        expect(race.get_by_role("button", name="Run 2 of 3: stop after it")).to_be_visible()
        race.reload()

        expect(race.locator(".duel .blocking")).to_contain_text("You waited")
        expect(race.locator(".duel .background")).to_contain_text("You waited")
        expect(race.get_by_role("radio", name="3", exact=True)).to_be_checked()
        expect(race.get_by_role("button", name=START)).to_be_enabled()

    def test_no_worker(self, site: Site, race: Page) -> None:
        with no_worker(site):
            race.get_by_role("button", name=START).click()
            expect(race.locator(".duel .background")).to_contain_text("You waited")
            expect(race.locator(".duel .background")).to_contain_text(
                "The tasks wait in the queue until a worker starts"
            )
            expect(race.locator("#workers")).to_have_text("No worker is running")
            expect(race.locator(".verdict.wrong")).to_have_count(0)

        expect(race.locator(OVER)).to_be_visible(timeout=A_WHOLE_RACE)
        expect_both_results(race)
        expect(race.locator("#workers")).to_contain_text("2 workers ready")


class TestWithoutJavaScript:
    def test_one_lane_after_the_other_side_by_side_on_one_page(self, site: Site, plain_page: Page) -> None:
        plain_page.goto(f"{site.url}/demos/upload/")
        expect(plain_page.locator("#start")).to_be_hidden()
        buttons = plain_page.locator(".by-hand button")
        buttons.filter(has_text="Run the blocking lane").click()
        expect(plain_page.locator(".duel .blocking")).to_contain_text("You waited")
        buttons.filter(has_text="Now the background lane").click()

        expect(plain_page.locator(OVER)).to_be_visible(timeout=A_WHOLE_RACE)
        assert wait_of(plain_page, "background") < wait_of(plain_page, "blocking")
        expect(plain_page.locator(".sum")).to_contain_text("measured on the server")
        expect_both_results(plain_page)

    def test_an_own_photo_is_chosen_once_for_both_lanes(
        self, site: Site, plain_page: Page, holiday: Path
    ) -> None:
        plain_page.goto(f"{site.url}/demos/upload/")
        plain_page.locator(".own input").check()
        plain_page.locator("#photo").set_input_files(holiday)
        buttons = plain_page.locator(".by-hand button")
        buttons.filter(has_text="Run the background lane").click()
        expect(plain_page.locator("#own-name")).to_have_text("holiday.jpg, kept from your last run")
        buttons.filter(has_text="Now the blocking lane").click()

        expect(plain_page.locator(OVER)).to_be_visible(timeout=A_WHOLE_RACE)
        expect_both_results(plain_page)

    def test_runs_one_by_one_become_a_median(self, site: Site, plain_page: Page) -> None:
        plain_page.goto(f"{site.url}/demos/upload/")
        for _ in range(3):
            plain_page.locator(".by-hand button").first.click()
            expect(plain_page.locator(".duel .blocking")).to_contain_text("You waited")

        expect(plain_page.locator("#runs")).to_contain_text("median of 3")
        expect(plain_page.locator("#runs .blocking line.run")).to_have_count(3)

    def test_a_refused_upload(self, site: Site, plain_page: Page, tiff: Path) -> None:
        plain_page.goto(f"{site.url}/demos/upload/")
        plain_page.locator(".own input").check()
        plain_page.locator("#photo").set_input_files(tiff)
        plain_page.locator(".by-hand button").first.click()

        expect(plain_page.locator("#refusal")).to_contain_text(
            "“holiday.tiff”: This is not a JPEG, PNG or WebP photo."
        )


@contextmanager
def no_worker(site: Site) -> Iterator[None]:
    """The demo workers stand still, and answer nobody, as if they were not there."""
    family = psutil.Process(site.process.pid).children(recursive=True)
    workers = [process for process in family if any("demos@" in word for word in process.cmdline())]
    assert workers
    for process in workers:
        process.send_signal(signal.SIGSTOP)
    try:
        yield
    finally:
        for process in workers:
            process.send_signal(signal.SIGCONT)
