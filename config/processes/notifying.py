"""Telling systemd when a web server serves. gunicorn itself says so before it has loaded the site.

So `systemctl restart` returns when the next web server can be restarted.
"""

import os
import socket
from contextlib import suppress

GIVEN, KEPT = "NOTIFY_SOCKET", "WEB_NOTIFY_SOCKET"


def keep_from_the_master() -> None:
    """The master shall say nothing; its worker will."""
    if address := os.environ.pop(GIVEN, ""):
        os.environ[KEPT] = address


def say_ready() -> None:
    """To whoever wants to know it; see sd_notify(3)."""
    if address := os.environ.get(KEPT):
        with suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as teller:
            teller.sendto(b"READY=1", address.replace("@", "\0", 1) if address[0] == "@" else address)
