"""Asking a starting site whether every part answers."""

import json
from http.client import HTTPException
from urllib.error import HTTPError
from urllib.request import urlopen

SECONDS_TO_ANSWER = 5


def parts_not_ready(address: str) -> list[str]:
    """The parts of the site at `address` that do not answer yet, as /readyz names them; empty when all do."""
    try:
        with urlopen(f"{address}readyz", timeout=SECONDS_TO_ANSWER):  # noqa: S310  our own address
            return []
    except HTTPError as answer:
        return _failing(answer.read()) or ["web"]
    except (OSError, HTTPException):
        return ["web"]


def _failing(body: bytes) -> list[str]:
    try:
        return [part for part, state in json.loads(body).items() if state != "ok"]
    except (ValueError, AttributeError):
        return []
