"""Addresses that open an account are kept out of the logs, whatever goes wrong with the request."""

import logging
import re

_KEY = re.compile(r"(/account/(?:password/reset/key|confirm-email)/)[^\s/]+")


class WithoutKeys(logging.Filter):
    """Lets everything pass; what opens an account becomes three dots."""

    def filter(self, record: logging.LogRecord) -> bool:
        if isinstance(record.msg, dict):  # structlog's
            record.msg = {name: _without(value) for name, value in record.msg.items()}
        elif _KEY.search(words := record.getMessage()):
            record.msg, record.args = _without(words), None
        return True


def _without(value: object) -> object:
    return _KEY.sub(r"\1...", value) if isinstance(value, str) else value
