"""What the site needs of others: storage, a mail server, collectors of traces and errors."""

import smtplib
import socket
from collections.abc import Iterator
from urllib.parse import urlsplit
from uuid import uuid4

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.mail import get_connection

from config.doctor.diagnosis import Diagnosis, fail, ok, warn
from config.logs.lines import discreet

SECONDS = 4
PORTS = {"http": 80, "https": 443}


def storage() -> Iterator[Diagnosis]:
    """A small file is written, read, and deleted again."""
    content = uuid4().hex.encode()
    step = "written to"
    try:
        kept = default_storage.save(f"doctor/{uuid4().hex}", ContentFile(content))
        step = "read from"
        with default_storage.open(kept) as file:
            same = file.read() == content
        step = "deleted from"
        default_storage.delete(kept)
        gone = not default_storage.exists(kept)
    except Exception as error:  # noqa: BLE001  each kind of storage has errors of its own
        says = discreet(str(error)).rstrip(".")
        yield fail("storage", f"The storage for files cannot be {step}: {says}.", _mend_storage())
        return
    if not same or not gone:
        what = "reads back something else" if not same else "does not delete"
        yield fail("storage", f"The storage for files {what}.", _mend_storage())
    else:
        yield ok("storage", "A file was written, read and deleted.")


def _mend_storage() -> str:
    return f"Look at STORAGE_URL and at the rights there, or at {settings.MEDIA_ROOT}."


def mail() -> Iterator[Diagnosis]:
    """The mail server is greeted, and signed in to; nothing is sent."""
    name = "mail"
    if not settings.EMAIL_URL:
        if settings.PUBLIC_HOST:
            yield warn(
                name,
                "EMAIL_URL is not set: letters to accounts stay files of this host.",
                "Set EMAIL_URL to your mail server.",
            )
        else:
            yield ok(name, f"EMAIL_URL is not set: letters are files in {settings.MAIL_DIR}.")
        return
    try:
        with get_connection(timeout=SECONDS):
            pass
    except smtplib.SMTPAuthenticationError:
        yield fail(name, "The mail server refuses the user or the password.", "Mend EMAIL_URL.")
    except smtplib.SMTPNotSupportedError as error:
        yield fail(
            name,
            f"The mail server does not do that: {error}",
            "Use smtp://, smtp+tls:// or smtps:// as it does.",
        )
    except (smtplib.SMTPException, OSError) as error:
        says = discreet(str(error)).rstrip(".") or type(error).__name__
        yield fail(name, f"The mail server does not answer: {says}.", "Start it, or mend EMAIL_URL.")
    else:
        yield ok(name, "The mail server answers, and lets the site in.")
        yield from _sender()


def _sender() -> Iterator[Diagnosis]:
    if not settings.EMAIL_FROM:
        yield warn(
            "sender",
            f"EMAIL_FROM is not set: letters come from {settings.DEFAULT_FROM_EMAIL}.",
            "Set EMAIL_FROM to an address that the mail server may send for.",
        )


def collectors() -> Iterator[Diagnosis]:
    """Traces and reports of errors: whether somebody listens where they go."""
    for name, url, variable in (
        ("traces", settings.OTEL_EXPORTER_OTLP_ENDPOINT, "OTEL_EXPORTER_OTLP_ENDPOINT"),
        ("error reports", settings.SENTRY_DSN, "SENTRY_DSN"),
    ):
        if not url:
            yield ok(name, f"{variable} is not set: there are none.")
        elif _listens(url):
            yield ok(name, "Somebody listens where they go.")
        else:
            yield warn(
                name, f"Nobody listens where {variable} leads.", f"Mend {variable}, or start the collector."
            )


def _listens(url: str) -> bool:
    parts = urlsplit(url)
    try:
        socket.create_connection(
            (parts.hostname, parts.port or PORTS.get(parts.scheme, 443)), SECONDS
        ).close()
    except OSError:
        return False
    return True
