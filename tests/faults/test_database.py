"""The database restarted, or locked, or wanted by many at once, while learners work."""

from pathlib import Path

import pytest

from tests.faults.ordeals import small_ordeal
from tests.lacking import lacking
from tests.postgres import programs


@pytest.mark.tree
def test_postgresql_restarted_and_locked(short_folder: Path) -> None:
    if programs() is None:
        lacking("a PostgreSQL server")
    findings = small_ordeal("database_restarted", short_folder)
    assert len(findings) == 2
    assert all(finding.is_well for finding in findings), findings


@pytest.mark.tree
@pytest.mark.timeout(300)  # on a busy machine
def test_sqlite_with_64_learners_at_once_and_locked(short_folder: Path) -> None:
    many, locked = small_ordeal("database_locked", short_folder)
    assert many.done.startswith("64 learners")
    assert many.is_well, many
    assert locked.is_well, locked
