import logging

import pytest

from learners.accounts.secrecy import WithoutKeys


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("/account/password/reset/key/1-c0ffee-secret/", "/account/password/reset/key/.../"),
        ("/account/confirm-email/MQ:1abc:secret/", "/account/confirm-email/.../"),
        ("/account/password/reset/", "/account/password/reset/"),
    ],
)
def test_what_opens_an_account_is_in_no_log(address: str, told: str) -> None:
    record = logging.LogRecord("django.request", logging.ERROR, "", 0, "%s: %s", ("Oh", address), None)
    assert WithoutKeys().filter(record)
    assert record.getMessage() == f"Oh: {told}"


def test_every_line_of_the_log_passes_it() -> None:
    ours = [handler for handler in logging.getLogger().handlers if type(handler) is logging.StreamHandler]
    assert ours
    assert all(any(isinstance(found, WithoutKeys) for found in handler.filters) for handler in ours)
