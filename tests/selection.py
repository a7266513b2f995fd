"""Which tests can tell one database from another: those that touch one, themselves or by a running site."""

import pytest

FIXTURES = frozenset({"db", "transactional_db", "live_server", "site"})
MARKERS = ("django_db", "tree", "database")


def touches_a_database(test: pytest.Item) -> bool:
    """A test that does so by no fixture and no site of ours carries the marker `database`."""
    return any(test.get_closest_marker(name) for name in MARKERS) or not FIXTURES.isdisjoint(
        getattr(test, "fixturenames", ())
    )
