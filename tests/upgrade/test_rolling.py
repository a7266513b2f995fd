"""While servers are restarted one by one, the old release writes to tables that are migrated already."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.databases import own_database
from tests.lending import prepare
from tests.upgrade.kept import releases, restore
from tests.upgrade.tables import Table, empty, insert, opened, rows, tables

pytestmark = pytest.mark.database


@pytest.fixture(scope="module", params=releases())
def migrated(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[dict[str, str], dict[str, Table], dict[str, Any]]]:
    """The environment of a database that was migrated; the release's own tables, and what was in them."""
    with own_database(empty=True) as named:
        environment = {"DATA_DIR": str(tmp_path_factory.mktemp("rolling")), **named}
        restore(request.param, environment)
        with opened(environment) as database:
            before = tables(database)
            kept = {name: rows(database, name, table) for name, table in before.items()}
        prepare("database", **environment)
        yield environment, before, kept


def test_no_table_needs_what_the_old_release_does_not_write(migrated: Any) -> None:
    environment, before, _ = migrated
    with opened(environment) as database:
        after = tables(database)
    assert before.keys() <= after.keys()
    for name, table in before.items():
        assert set(table.columns) <= set(after[name].columns), name
        assert after[name].needed <= set(table.columns), name


def test_every_row_of_the_old_release_can_be_written_again(migrated: Any) -> None:
    environment, before, kept = migrated
    assert kept["learners_user"]
    with opened(environment) as database:
        empty(database, list(before))
        for name, table in before.items():
            for row in kept[name]:
                insert(database, name, table, row)
