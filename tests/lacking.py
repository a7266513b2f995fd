"""What a machine may lack. Its tests are skipped, and the last lines of the run say so; or they fail."""

import os
from typing import NoReturn

import pytest

PREFIX = "NOT FOUND: "


def lacking(what: str, *, required_by: str = "REQUIRE_SERVERS") -> NoReturn:
    """End the test that needs `what`, e.g. "a PostgreSQL server": a failure where `required_by` is 1."""
    if os.environ.get(required_by) == "1":
        pytest.fail(f"{required_by}=1, but this machine has not: {what}")
    pytest.skip(PREFIX + what)


def lacked(skipped: list[pytest.TestReport]) -> list[str]:
    """What these tests were skipped for, each thing once; also when pytest-xdist reports them."""
    reasons = {report.longrepr[2] for report in skipped if isinstance(report.longrepr, tuple)}
    return sorted(reason.partition(PREFIX)[2] for reason in reasons if PREFIX in reason)
