"""The database: is it there, is it up to date, does it fit the site?"""

from collections.abc import Iterator

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from config.doctor.diagnosis import Diagnosis, fail, ok, warn
from config.logs.lines import discreet

NAME = "database"


def database() -> Iterator[Diagnosis]:
    """Whether it answers, has the newest tables, and is one for strangers."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        missing = _missing_migrations()
    except DatabaseError as error:
        says = discreet(str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__)
        yield fail(NAME, f"The database does not answer: {says}.", "Start it, or mend DATABASE_URL.")
        return
    yield ok(NAME, f"{connection.display_name} answers.")
    if missing:
        yield fail(
            "migrations",
            f"{len(missing)} changes of the tables are missing, the first is {missing[0]}.",
            "Run: python -m config.processes.prepare (or manage.py migrate)",
        )
    else:
        yield ok("migrations", "The tables are up to date.")
    if connection.vendor == "sqlite" and settings.PUBLIC_HOST:
        yield warn(
            "sqlite",
            "A public site on SQLite has one writer at a time, and one host only.",
            "Set DATABASE_URL to a PostgreSQL server before many come, or before there is a second host.",
        )


def _missing_migrations() -> list[str]:
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _ in plan]
