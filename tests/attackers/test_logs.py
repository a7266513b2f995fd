"""The logs of a real site, after somebody has used all of it: they name views and requests, and no person."""

import re
import secrets
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import pytest

from tests.demos.photos import photo
from tests.demos.waiting import wait_until
from tests.site import Site

pytestmark = pytest.mark.tree

OF_THE_VISITOR = "203.0.113.77"  # an address that nobody has
KEPT_A_SECRET = ("sessionid", "csrftoken", "demo_visitor")


@dataclass
class Somebody:
    """A visitor, and everything of theirs that a log must not hold."""

    browser: httpx.Client
    told: set[str] = field(default_factory=set)

    def says(self, what: str) -> str:
        """Words of theirs, which can be told from all other words; they are looked for in the logs."""
        words = f"{what}{secrets.token_hex(6)}"
        self.told.add(words)
        return words

    def sends(self, url: str, photo: tuple[str, bytes] | None = None, **form: str) -> httpx.Response:
        """A form, with its token."""
        self.browser.get("/account/login/")
        token = self.browser.cookies["csrftoken"]
        form["csrfmiddlewaretoken"] = token
        reply = self.browser.post(url, data=form, files={"photo": photo} if photo else None)
        self.told |= {value for name in KEPT_A_SECRET if (value := self.browser.cookies.get(name))} | {token}
        return reply


@pytest.fixture
def somebody(site: Site) -> Iterator[Somebody]:
    headers = {"X-Forwarded-For": OF_THE_VISITOR, "User-Agent": "a telling browser"}
    with httpx.Client(base_url=site.url, headers=headers, timeout=30) as browser:
        yield Somebody(browser, told={OF_THE_VISITOR, "a telling browser"})


def test_no_log_of_a_site_holds_anything_of_anybody(site: Site, somebody: Somebody) -> None:
    email, password = f"{somebody.says('ada')}@example.org", somebody.says("a long phrase ")
    assert somebody.sends("/account/signup/", email=email, password1=password).status_code == 302
    assert somebody.sends("/account/logout/").status_code == 302
    assert somebody.sends("/account/login/", login=email, password=somebody.says("wrong")).status_code == 422
    assert somebody.sends("/account/password/reset/", email=email).status_code == 302
    follow_the_link_in(site.data_dir / "mail", email, somebody)
    write_and_try(somebody)
    upload(somebody)
    logs = "\n".join(log.read_text(errors="replace") for log in site.data_dir.glob("log/*"))
    assert "quizzes:prompt" in logs  # they do tell what was asked for
    assert [words for words in somebody.told if words in logs] == []


def follow_the_link_in(letters: Path, email: str, somebody: Somebody) -> None:
    """The link opens the account, so it may be in no log either."""
    link = re.compile(r"/account/password/reset/key/(\S+?)/\s")

    def links() -> list[str]:
        texts = [path.read_text() for path in letters.rglob("*") if path.is_file()]
        return [key for text in texts if email in text for key in link.findall(text.replace("=\n", ""))]

    wait_until(lambda: bool(links()))
    key = links()[0]
    somebody.told.add(key)
    somebody.browser.get(f"/account/password/reset/key/{key}/")


def write_and_try(somebody: Somebody) -> None:
    """What people type where they may."""
    prompt = "/explain/why-they-matter/"
    assert somebody.sends(prompt, text=f"Nobody need wait, says {somebody.says('grace')}.").status_code == 302
    assert somebody.sends("/demos/join/", code="000000").status_code == 422
    name, password = somebody.says("presenter"), somebody.says("word")
    assert somebody.sends("/demos/present/sign-in/", username=name, password=password).status_code == 422
    somebody.sends("/admin/login/", username=name, password=password)
    assert somebody.browser.get("/no/such/page/", params={"q": somebody.says("asked")}).status_code == 404
    assert somebody.browser.post(prompt, data={"text": somebody.says("forged")}).status_code == 403


def upload(somebody: Somebody) -> None:
    """With a file name that tells something, through both tasks of a worker; and one that is no photo."""
    lane, name = "/demos/upload/background/", f"{somebody.says('letter-to')}.jpg"
    assert somebody.sends(lane, photo=(name, photo().getvalue())).status_code == 202
    assert somebody.sends(lane, photo=(name, b"not a photo")).status_code == 422
    page = somebody.browser.get("/demos/records/").text
    run = re.findall(r"/demos/runs/([0-9a-f-]{36})/", page)[0]
    json = {"Accept": "application/json"}
    wait_until(
        lambda: somebody.browser.get(f"/demos/runs/{run}/", headers=json).json()["status"] == "done", 60
    )
