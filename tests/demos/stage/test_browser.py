"""What a presenter sees and does at the stage, in a real browser, on the whole running site."""

import json
import re

import pytest
from playwright.sync_api import Page, expect

from tests.demos.waiting import wait_until
from tests.site import Site

pytestmark = [pytest.mark.tree, pytest.mark.browser]

SECONDS_TO_PLAY = 90


# Every state of the table in turn; the last is what the server has drawn, put back after the replay.
WATCH_THE_TABLE = """() => {
  const live = document.querySelector("#stage-live");
  const words = () => live.querySelector(".score").textContent.replace(/\\s+/g, " ");
  window.tables = [];
  new MutationObserver(() => {
    window.tables.push(words());
  }).observe(live, { childList: true, subtree: true, characterData: true });
}"""


def set_slider(page: Page, label: str, value: int) -> None:
    page.get_by_role("slider", name=label).first.fill(str(value))


def let_go(page: Page, site: Site, *, users: int, delay: int) -> None:
    page.goto(f"{site.url}/demos/stage/")
    set_slider(page, "Users", users)
    set_slider(page, "Mail server delay", delay)
    page.get_by_role("button", name="Let them go").click()


def expect_over(page: Page) -> None:
    expect(page.locator("#stage-live .clock")).to_have_text("Done", timeout=SECONDS_TO_PLAY * 1000)


def test_a_presenter_lets_users_go_and_replays_it(page: Page, site: Site) -> None:
    let_go(page, site, users=12, delay=300)

    live = page.locator("#stage-live")
    expect(live.get_by_role("heading", name="12 users upload at once")).to_be_visible()
    expect(live.locator(".slot-words")).to_contain_text(
        "All 4 slots are taken", timeout=SECONDS_TO_PLAY * 1000
    )
    expect(live.locator(".slots")).to_have_class(re.compile("stuck"))
    expect(live.locator(".blocking .cnt")).to_contain_text("still waiting")
    expect(page.get_by_role("button", name="Stop the test")).to_be_visible()

    expect_over(page)
    for lane in ("blocking", "background"):
        row = live.locator(f"tr.{lane}")
        expect(row.locator(".cnt")).to_have_text("12 served, nobody waiting")
        expect(row.locator("use.got")).to_have_count(12)
        expect(row.locator(".hero")).to_have_text(re.compile(r"^\s*[\d.]+ m?s\s*$"))
    expect(live.locator(".parts")).to_contain_text("0 tasks not done at the end")
    expect(live.locator(".parts")).to_contain_text("24 tasks of")
    expect(live.locator(".fine")).to_contain_text("4 request slots, 2 workers")
    expect(page.get_by_role("button", name="Let them go")).to_be_visible()
    expect(page.locator("#prediction")).to_contain_text("4 slots")

    page.locator("#stage-records tbody a").first.click()
    with page.expect_download() as download:
        page.get_by_role("link", name="Download JSON").click()
    record = json.loads(download.value.path().read_text())
    assert record["settings"]["users"] == 12
    assert [len(lane["seats"]) for lane in record["recording"]["lanes"]] == [12, 12]

    expect(live.locator(".clock")).to_contain_text("Recorded on")
    drawn = live.inner_html()
    page.evaluate(WATCH_THE_TABLE)
    page.get_by_role("button", name="Replay it").click()
    expect(live.locator(".clock")).to_contain_text("Recorded, replayed")
    expect(live.locator(".blocking .cnt")).to_contain_text("still waiting")
    expect(page.get_by_role("button", name="Replay it again")).to_be_enabled(timeout=SECONDS_TO_PLAY * 1000)
    assert live.inner_html() == drawn
    frames = page.evaluate("window.tables")
    assert frames[0] != frames[-1]
    assert frames[-2] == frames[-1]  # the last that was replayed says what the server has drawn


def test_nothing_is_left_of_the_users(page: Page, site: Site) -> None:
    def files() -> int:
        return sum(
            len(list((site.data_dir / "media" / folder).glob("*"))) for folder in ("photos", "pictures")
        )

    before = files()
    let_go(page, site, users=3, delay=0)
    expect_over(page)

    wait_until(lambda: files() <= before)


def test_a_presenter_stops_it_without_javascript(plain_page: Page, site: Site) -> None:
    let_go(plain_page, site, users=40, delay=3000)
    expect(plain_page.locator("#stage-live .blocking .cnt")).to_contain_text("still waiting", timeout=30_000)
    plain_page.get_by_role("button", name="Stop the test").click()

    expect(plain_page.locator("#stage-live .clock")).to_have_text("Stopped by the presenter", timeout=30_000)
    expect(plain_page.locator("#stage-live .blocking .cnt").first).to_contain_text("gave up")
    expect(plain_page.locator("#stage-live")).to_contain_text("the test was stopped")
