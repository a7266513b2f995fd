"""The same form sent fifty times at once, to two web servers."""

from pathlib import Path

import pytest

from tests.faults.ordeals import small_ordeal
from tests.lacking import lacking
from tests.postgres import programs


@pytest.mark.tree
@pytest.mark.parametrize("fault", ["same_answer_sqlite", "same_answer_postgresql"])
def test_one_is_counted_and_everybody_has_a_reply(fault: str, short_folder: Path) -> None:
    if fault.endswith("postgresql") and programs() is None:
        lacking("a PostgreSQL server")
    (found,) = small_ordeal(fault, short_folder)
    assert found.is_well, found
