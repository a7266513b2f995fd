"""Running a race in a browser, and reading what a person sees of it."""

from playwright.sync_api import Locator, Page, expect

START, OVER = "Start the race", "#result[data-over]"
A_WHOLE_RACE = 60_000  # ms, on a busy machine


def run(page: Page) -> None:
    """Start the race, and wait until nothing more happens."""
    page.get_by_role("button", name=START).click()
    expect_over(page)


def expect_over(page: Page) -> None:
    """The whole race is over, and its result is there."""
    expect(page.get_by_role("button", name=START)).to_be_enabled(timeout=A_WHOLE_RACE)
    expect(page.locator(OVER)).to_be_visible(timeout=A_WHOLE_RACE)


def wait_of(page: Page, lane: str) -> float:
    """The lane's large figure, in milliseconds."""
    return milliseconds(page.locator(f".duel .{lane} .fig b"))


def milliseconds(figure: Locator) -> float:
    """A measured time as it is written."""
    number, unit = figure.inner_text().split()
    return float(number.removeprefix("<")) * (1000 if unit == "s" else 1)
