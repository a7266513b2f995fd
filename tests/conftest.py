"""Fixtures for every room: a whole running site, a real browser, files that stay out of DATA_DIR."""

import os
import shutil
from collections.abc import Generator, Iterator
from functools import cache
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from hypothesis import settings as laws
from playwright.sync_api import Browser, Page, expect, sync_playwright
from pytest_django import Settings

from config import rate_limits
from demos.upload.samples import draw_missing
from tests.lacking import lacked, lacking
from tests.selection import touches_a_database
from tests.site import Site, running_site

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# Without these Chromium looks for updates and hosts of its own; as root in a container it has no sandbox.
FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update")
SECONDS_FOR_THE_BROWSER = 30


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--touching-a-database", action="store_true", help="leave out what no other database can change"
    )


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if config.getoption("--touching-a-database"):
        config.hook.pytest_deselected(items=[item for item in items if not touches_a_database(item)])
        items[:] = [item for item in items if touches_a_database(item)]


def pytest_configure(config: pytest.Config) -> None:
    django_settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # within DATA_DIR; WhiteNoise looks for it
    if not hasattr(config, "workerinput"):  # the processes of pytest-xdist find them drawn
        for _ in draw_missing():
            pass
    laws.register_profile("untimed", deadline=None)  # a law holds or not, however busy the machine is
    laws.load_profile("untimed")
    # Playwright keeps an event loop on this thread, which Django would take for asynchronous code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


@pytest.hookimpl(wrapper=True, tryfirst=True)  # around all others, so that these lines are the last
def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> Generator[None, None, None]:
    yield
    for what in lacked(terminalreporter.stats.get("skipped", [])):
        line = f"NOT FOUND: {what}. Tests that need it did not run. CONTRIBUTING.md: what to install."
        terminalreporter.write_line(line, red=True, bold=True)


@pytest.fixture(autouse=True)
def _media(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture(autouse=True)
def _nobody_has_tried_before(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each test counts for itself, also on a machine that has a Redis."""
    counting = cache(rate_limits.counting_in_memory)
    monkeypatch.setattr(rate_limits, "_shared", counting)
    monkeypatch.setattr(rate_limits, "_own", counting)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The whole site, started once for the run: web, broker, workers, mail sink."""
    with running_site(tmp_path_factory.mktemp("site")) as site:
        yield site


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A real Chromium."""
    executable = next(filter(None, map(shutil.which, BROWSERS)), None)
    if executable is None:
        lacking("Chromium or Chrome", required_by="REQUIRE_BROWSER")
    expect.set_options(timeout=SECONDS_FOR_THE_BROWSER * 1000)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=list(FLAGS))
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A new visitor's page."""
    yield from _page(browser, java_script=True)


@pytest.fixture
def plain_page(browser: Browser) -> Iterator[Page]:
    """A new visitor's page with JavaScript off."""
    yield from _page(browser, java_script=False)


def _page(browser: Browser, *, java_script: bool) -> Iterator[Page]:
    context = browser.new_context(java_script_enabled=java_script)
    context.set_default_timeout(SECONDS_FOR_THE_BROWSER * 1000)
    yield context.new_page()
    context.close()
