"""An account in a real browser, on a whole running site: letters by the real worker, into the real sink."""

import re
from collections.abc import Iterator
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from uuid import uuid4

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.axe import no_barriers
from tests.browser.people import PASSWORD, sign_in, sign_up
from tests.demos.waiting import wait_until
from tests.site import Site

pytestmark = pytest.mark.browser

ENTRANCE = ("login/", "signup/", "password/reset/", "password/reset/done/", "", "data/", "data/deleted/")


@pytest.fixture
def email() -> str:
    """An address that no other test has."""
    return f"ada-{uuid4().hex[:8]}@example.com"


@pytest.fixture
def other_device(browser: Browser) -> Iterator[Page]:
    context = browser.new_context()
    yield context.new_page()
    context.close()


def letters_to(site: Site, address: str) -> list[EmailMessage]:
    files = sorted((site.data_dir / "mail" / "new").glob("*"), key=lambda file: file.stat().st_mtime_ns)
    letters = [message_from_bytes(file.read_bytes(), EmailMessage, policy=default) for file in files]
    return [letter for letter in letters if letter["To"] == address]


def letter_to(site: Site, address: str, subject: str) -> str:
    """The words of the one letter of that kind, once it is there."""

    def arrived() -> list[str]:
        return [letter.get_content() for letter in letters_to(site, address) if letter["Subject"] == subject]

    wait_until(lambda: bool(arrived()), seconds=30)
    (words,) = arrived()
    return words


def read_a_lesson(page: Page, site: Site) -> None:
    page.goto(f"{site.url}/learn/why-background-tasks-matter/")
    with page.expect_response(lambda response: response.request.method == "POST"):
        page.get_by_role("button", name="I have read this").click()


def what_is_known(page: Page, site: Site) -> str:
    page.goto(f"{site.url}/account/data/")
    return page.locator("tbody").inner_text()


class TestTheWay:
    def test_a_guests_progress_is_there_on_a_second_device(
        self, site: Site, page: Page, other_device: Page, email: str
    ) -> None:
        read_a_lesson(page, site)
        before = what_is_known(page, site)
        assert "Signs of what you know" in before

        sign_up(page, site, email)
        expect(page.locator("main")).to_contain_text("worker")
        assert what_is_known(page, site) == before
        assert "sent by a worker" in letter_to(site, email, "Welcome to Behind the Scenes")

        page.goto(f"{site.url}/account/")
        expect(page.locator("main")).to_contain_text("A worker sent your welcome email at")
        page.get_by_role("button", name="Sign out").click()
        expect(page.get_by_role("link", name="Sign in")).to_be_visible()
        page.goto(f"{site.url}/account/data/")
        expect(page.locator("main")).to_contain_text("Nothing yet.")

        sign_in(other_device, site, email)
        expect(other_device.locator("main")).to_contain_text(f"signed in as {email}")
        assert what_is_known(other_device, site) == before
        assert len(letters_to(site, email)) == 1

    def test_a_new_password_by_the_emailed_link(
        self, site: Site, page: Page, other_device: Page, email: str
    ) -> None:
        sign_up(other_device, site, email)
        page.goto(f"{site.url}/account/login/")
        page.get_by_role("link", name="I do not know my password").click()
        page.get_by_label("Email address").fill(email)
        page.get_by_role("button", name="Send me the link").click()
        expect(page.get_by_role("heading", name="Look into your mailbox")).to_be_visible()

        words = letter_to(site, email, "Choose a new password")
        (link,) = re.findall(r"http://\S+", words)
        page.goto(link)
        no_barriers(page)
        page.get_by_label("New password", exact=True).fill("quite another phrase")
        page.get_by_label("The new password once more").fill("quite another phrase")
        page.get_by_role("button", name="Use this password").click()
        expect(page.locator("main")).to_contain_text(f"signed in as {email}")

        other_device.goto(link)
        expect(other_device.get_by_role("heading")).to_have_text("This link does not hold any more")
        other_device.goto(f"{site.url}/account/")
        expect(other_device.locator("main")).to_contain_text("You are a guest")
        key = link.rstrip("/").rpartition("-")[2]
        logs = "".join(log.read_text() for log in (site.data_dir / "log").glob("*.log"))
        assert key not in logs
        assert email not in logs

    def test_everything_is_downloaded_and_deleted(
        self, site: Site, page: Page, other_device: Page, email: str
    ) -> None:
        read_a_lesson(page, site)
        sign_up(page, site, email)
        sign_in(other_device, site, email)
        page.goto(f"{site.url}/account/data/")
        with page.expect_download() as download:
            page.get_by_role("link", name="Download all of it").click()
        assert email in download.value.path().read_text()

        page.get_by_label("Your password").fill("not this one")
        page.get_by_role("button", name="Delete everything").click()
        expect(page.locator("main")).to_contain_text("That is not your password.")
        no_barriers(page)
        page.get_by_label("Your password").fill(PASSWORD)
        page.get_by_role("button", name="Delete everything").click()
        expect(page.get_by_role("heading", name="All of it is deleted")).to_be_visible()

        other_device.goto(f"{site.url}/account/")
        expect(other_device.locator("main")).to_contain_text("You are a guest")
        sign_in(page, site, email)
        expect(page.locator("main")).to_contain_text("do not go together")


class TestForEverybody:
    @pytest.mark.parametrize("address", ENTRANCE)
    def test_no_barriers_for_a_guest(self, site: Site, page: Page, address: str) -> None:
        page.goto(f"{site.url}/account/{address}")
        no_barriers(page)

    def test_no_barriers_with_an_account(self, site: Site, page: Page, email: str) -> None:
        sign_up(page, site, email)
        no_barriers(page)
        for address in ("data/", "password/change/"):
            page.goto(f"{site.url}/account/{address}")
            no_barriers(page)

    def test_a_refused_form_says_so_beside_its_fields(self, site: Site, page: Page, email: str) -> None:
        page.goto(f"{site.url}/account/signup/")
        page.get_by_label("Email address").fill(email)
        page.get_by_label("Password").fill("12345678")
        page.get_by_role("button", name="Make my account").click()
        expect(page.get_by_label("Password")).to_have_attribute("aria-invalid", "true")
        expect(page.get_by_label("Password")).to_have_accessible_description(re.compile("too common"))
        expect(page.get_by_label("Password")).to_be_focused()
        no_barriers(page)
        sign_in(page, site, email)
        expect(page.get_by_role("alert")).to_contain_text("do not go together")
        no_barriers(page)

    @pytest.mark.parametrize("width", [320, 390, 1280])
    def test_nothing_sticks_out_and_the_head_takes_two_lines(
        self, site: Site, page: Page, width: int
    ) -> None:
        page.set_viewport_size({"width": width, "height": 800})
        for address in ENTRANCE:
            page.goto(f"{site.url}/account/{address}")
            assert page.evaluate("document.documentElement.scrollWidth") <= width
        tops = page.locator("header .brand, header .who, header .lights").evaluate_all(_MIDDLES)
        assert max(tops) - min(tops) < 8

    def test_without_javascript(self, site: Site, plain_page: Page, email: str) -> None:
        sign_up(plain_page, site, email)
        plain_page.get_by_role("button", name="Sign out").click()
        sign_in(plain_page, site, email)
        expect(plain_page.locator("main")).to_contain_text(f"signed in as {email}")


_MIDDLES = (
    "all => all.map(each => { const box = each.getBoundingClientRect(); return (box.top + box.bottom) / 2; })"
)
