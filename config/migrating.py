"""Changing the tables may take long; only the pages have to be quick."""

from typing import Any

from django.db import connections


def without_time_limit(*, using: str, **_: Any) -> None:
    """Before a migration: its statements may last. It waits for a lock no longer than a page does, because
    all pages would wait behind it; whoever migrates tries again then.
    """
    connection = connections[using]
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET statement_timeout = 0")
