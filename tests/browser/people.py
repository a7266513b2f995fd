"""Signing up and in, as a person does."""

from playwright.sync_api import Page, expect

from tests.site import Site

PASSWORD = "a long and winding phrase"


def sign_up(page: Page, site: Site, email: str) -> None:
    page.goto(f"{site.url}/account/signup/")
    page.get_by_label("Email address").fill(email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Make my account").click()
    expect(page.get_by_role("heading", name="Your account")).to_be_visible()


def sign_in(page: Page, site: Site, email: str, password: str = PASSWORD) -> None:
    page.goto(f"{site.url}/account/login/")
    page.get_by_label("Email address").fill(email)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Sign in", exact=True).click()
