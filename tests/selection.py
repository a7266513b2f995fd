"""Which tests can tell one database from another: those that touch one, themselves or by a running site."""

import pytest

FIXTURES = frozenset({"db", "transactional_db", "live_server", "site"})
MARKERS = ("django_db", "tree", "database")
# These need a whole site, or choose a database of their own; which one the suite has changes nothing in them.
THE_SAME_ON_ANY = (
    *("tests/config/test_start.py", "tests/config/test_supervision.py"),  # processes and signals
    *("tests/config/test_memory.py", "tests/config/test_web_worker.py"),
    *("tests/browser/test_no_barriers.py", "tests/browser/test_policy.py"),  # colours, names, scripts
    *("tests/browser/test_kinds.py", "tests/browser/test_swipe.py"),
    "tests/faults/",  # each names its database
)


def touches_a_database(test: pytest.Item) -> bool:
    """A test that does so by no fixture and no site of ours carries the marker `database`."""
    if test.nodeid.startswith(THE_SAME_ON_ANY):
        return False
    return any(test.get_closest_marker(name) for name in MARKERS) or not FIXTURES.isdisjoint(
        getattr(test, "fixturenames", ())
    )
