"""Settings that a running site cannot change: social sign-in, and email addresses that must be verified."""

from pathlib import Path

import pytest

from tests.other_settings import told_by_a_site

SIGN_IN_ELSEWHERE = """
client = Client()
page = client.get("/account/login/").content.decode()
begun = client.post("/account/google/login/")
told = {"page": page, "status": begun.status_code, "goes_to": begun["Location"]}
"""
VERIFIED = """
from django.core import mail
from learners.accounts import adapter
from learners.models import User
adapter.queue_letter = lambda to, subject, body: mail.send_mail(subject, body, None, [to])
client, form = Client(), {"email": "ada@example.com", "password1": "a long and winding phrase"}
signed_up = client.post("/account/signup/", form)
before = client.get("/account/").content.decode()
again = Client().post("/account/signup/", form)
link = next(word for word in mail.outbox[0].body.split() if word.startswith("http"))
asked = client.get(link).content.decode()
confirmed = client.post(link)
signed_in = client.post("/account/login/", {"login": form["email"], "password": form["password1"]})
told = {"to": signed_up["Location"], "before": before, "again": again["Location"], "asked": asked,
        "confirmed": confirmed["Location"], "signed_in": signed_in["Location"],
        "accounts": User.objects.count(), "subjects": [letter.subject for letter in mail.outbox]}
"""


@pytest.mark.database
def test_who_has_an_account_elsewhere_may_sign_in_by_it(tmp_path: Path) -> None:
    google = {"GOOGLE_CLIENT_ID": "our-id-there", "GOOGLE_CLIENT_SECRET": "our-secret-there"}
    told = told_by_a_site(SIGN_IN_ELSEWHERE, tmp_path, **google)
    assert "Go on with Google" in told["page"]
    assert "GitHub" not in told["page"]
    assert told["status"] == 302
    assert told["goes_to"].startswith("https://accounts.google.com/")
    assert "client_id=our-id-there" in told["goes_to"]
    assert "our-secret-there" not in told["page"] + told["goes_to"]


@pytest.mark.database
def test_an_address_may_have_to_be_verified_before_anybody_gets_in(tmp_path: Path) -> None:
    told = told_by_a_site(VERIFIED, tmp_path, EMAIL_VERIFICATION="mandatory")
    assert told["to"] == told["again"] == "/account/confirm-email/"  # which tells nobody who has an account
    assert "You are a guest" in told["before"]
    assert "Is this your address?" in told["asked"]
    assert told["confirmed"] == "/account/login/"
    assert told["signed_in"] == "/account/"
    assert told["accounts"] == 1
    assert told["subjects"][0] == "Is this your email address?"


@pytest.mark.parametrize(
    ("name", "value"),
    [("EMAIL_URL", "http://mail.example.org"), ("EMAIL_VERIFICATION", "perhaps")],
)
def test_a_value_that_makes_no_sense_is_named(tmp_path: Path, name: str, value: str) -> None:
    with pytest.raises(AssertionError, match=name):
        told_by_a_site("told = {}", tmp_path, **{name: value})
