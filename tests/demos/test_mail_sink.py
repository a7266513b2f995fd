"""Letters over real SMTP."""

import os
import signal
import smtplib
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from email.message import EmailMessage
from pathlib import Path
from uuid import uuid4

import pytest
from django.conf import settings as django_settings
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from pytest_django import Settings

from demos import mail, maildir
from demos.mail import MailFailure, MailRefused
from demos.mailbox import BadLetter, read_letter
from demos.models import Letter
from demos.upload.letter import confirmation
from tests.demos.rows import make_run
from tests.demos.waiting import wait_until
from tests.lending import ROOT
from tests.site import free_port


def letter(**headers: str) -> EmailMessage:
    """A letter that the sink would take, but for the headers given."""
    message = EmailMessage()
    usual = {
        "From": "stage-door@example.com",
        "To": "you@example.com",
        "Subject": "We have your photo",
        "Message-ID": f"<{uuid4()}@example.com>",
        mail.RUN_HEADER: str(uuid4()),
        mail.DELAY_HEADER: "0",
    }
    for name, value in {**usual, **headers}.items():
        message[name] = value
    message.set_content("Thank you.")
    return message


@pytest.mark.usefixtures("mail_sink")
class TestDelivery:
    def test_what_was_sent_has_arrived_when_send_returns(self) -> None:
        run = make_run(photo_name="Façade of Ω", mail_delay_ms=0)
        mail.send(confirmation(run))
        arrived = run.letters.get()
        assert arrived.subject == "We have your photo: Façade of Ω"
        assert arrived.recipient == "you@example.com"
        assert "Façade" in arrived.body

    def test_the_delay_is_really_waited_for(self) -> None:
        run = make_run(mail_delay_ms=300)
        began = time.monotonic()
        mail.send(confirmation(run))
        assert time.monotonic() - began >= 0.3

    def test_many_letters_wait_side_by_side(self) -> None:
        runs = [make_run(mail_delay_ms=800) for _ in range(12)]
        began = time.monotonic()
        with ThreadPoolExecutor(len(runs)) as pool:
            list(pool.map(mail.send, map(confirmation, runs)))
        assert time.monotonic() - began < len(runs) * 0.8
        assert Letter.objects.count() == len(runs)

    def test_the_same_letter_again_is_delivered_once(self) -> None:
        run = make_run(mail_delay_ms=0)
        mail.send(confirmation(run))
        mail.send(confirmation(run))
        assert run.letters.count() == 1

    def test_the_same_letter_twice_at_once_is_delivered_once(self) -> None:
        run = make_run(mail_delay_ms=100)
        with ThreadPoolExecutor(2) as pool:
            list(pool.map(mail.send, [confirmation(run), confirmation(run)]))
        assert run.letters.count() == 1

    def test_a_letter_of_an_unknown_run_is_kept_out(self) -> None:
        with pytest.raises(MailRefused) as refused:
            mail.send(letter())
        assert isinstance(refused.value.__cause__, smtplib.SMTPDataError)
        assert refused.value.__cause__.smtp_code == 550
        assert not Letter.objects.exists()

    def test_a_letter_that_is_of_no_run_is_kept_as_a_file_only(
        self, settings: Settings, tmp_path: Path
    ) -> None:
        settings.MAIL_DIR = tmp_path / "mail"
        other = letter(To="ada@example.com")
        del other[mail.RUN_HEADER], other[mail.DELAY_HEADER]
        mail.send(other)
        (file,) = (settings.MAIL_DIR / "new").iterdir()
        assert "To: ada@example.com" in file.read_text()
        assert settings.MAIL_DIR.stat().st_mode & 0o077 == 0  # nobody else opens the folder
        assert not Letter.objects.exists()

    def test_of_such_letters_the_newest_are_kept(
        self, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        settings.MAIL_DIR = tmp_path / "mail"
        monkeypatch.setattr(maildir, "MOST", 2)
        for number in range(4):
            maildir.keep(f"Subject: {number}\n\n".encode())
        kept = {file.read_text() for file in (settings.MAIL_DIR / "new").iterdir()}
        assert len(kept) == 2

    def test_a_letter_as_large_as_a_photo_is_refused(self) -> None:
        run = make_run()
        large = confirmation(run)
        large.set_content("x" * 200_000)
        with pytest.raises(MailFailure):
            mail.send(large)
        assert not run.letters.exists()


class TestReadLetter:
    def test_the_delay_is_bounded(self) -> None:
        assert read_letter(bytes(letter(**{mail.DELAY_HEADER: "99999999"}))).delay_ms == 3000
        assert read_letter(bytes(letter(**{mail.DELAY_HEADER: "-1"}))).delay_ms == 0

    @pytest.mark.parametrize("header", [mail.RUN_HEADER, mail.DELAY_HEADER, "Message-ID", "Subject"])
    @pytest.mark.parametrize("value", [None, ""])
    def test_a_header_that_says_nothing(self, header: str, value: str | None) -> None:
        message = letter()
        del message[header]
        if value is not None:
            message[header] = value
        with pytest.raises(BadLetter):
            read_letter(bytes(message))

    def test_a_run_that_is_no_id(self) -> None:
        with pytest.raises(BadLetter):
            read_letter(bytes(letter(**{mail.RUN_HEADER: "1 OR 1"})))

    @hypothesis_settings(deadline=None)
    @given(st.binary(max_size=400))
    def test_anything(self, content: bytes) -> None:
        with pytest.raises(BadLetter):
            read_letter(content)

    @hypothesis_settings(deadline=None)
    @given(st.binary(max_size=200))
    def test_any_body(self, body: bytes) -> None:
        head, _, _ = bytes(letter()).partition(b"\n\n")
        with suppress(BadLetter):
            read_letter(head + b"\n\n" + body)


class TestSend:
    def test_no_server_is_a_failure_in_words(self, settings: Settings) -> None:
        settings.MAIL_SINK_PORT = free_port()
        with pytest.raises(MailFailure, match="cannot be reached"):
            mail.send(letter())

    def test_whether_the_sink_answers(self, settings: Settings) -> None:
        settings.MAIL_SINK_PORT = free_port()
        assert mail.sink_answers() is False


class TestCommand:
    """`manage.py mail_sink` as a process."""

    @pytest.fixture
    def process(self, settings: Settings) -> Iterator[subprocess.Popen[str]]:
        settings.MAIL_SINK_PORT = free_port()
        with self.start(settings) as process:
            wait_until(mail.sink_answers, seconds=60)
            yield process
            process.kill()

    def test_ends_when_told_to(self, process: "subprocess.Popen[str]") -> None:
        process.send_signal(signal.SIGTERM)
        assert process.wait(30) == 0

    def test_a_taken_port_is_one_clear_line(
        self, process: "subprocess.Popen[str]", settings: Settings
    ) -> None:
        with self.start(settings) as second:
            _, said = second.communicate(timeout=60)
        assert second.returncode == 1
        address = f"127.0.0.1:{settings.MAIL_SINK_PORT}"
        assert said.strip() == f"CommandError: cannot listen on {address}: Address already in use"

    @staticmethod
    def start(settings: Settings) -> "subprocess.Popen[str]":
        return subprocess.Popen(
            [sys.executable, "manage.py", "mail_sink"],
            cwd=ROOT,
            env={
                **os.environ,
                "DATA_DIR": str(django_settings.DATA_DIR),
                "MAIL_SINK_PORT": str(settings.MAIL_SINK_PORT),
            },
            stderr=subprocess.PIPE,
            text=True,
        )
