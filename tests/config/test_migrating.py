"""A migration may last longer than a page."""

import pytest
from django.apps import apps
from django.db import connection
from django.db.models.signals import pre_migrate


@pytest.mark.django_db
def test_no_statement_of_a_migration_is_cut_off() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite knows no such limit")
    with connection.cursor() as cursor:
        cursor.execute("SET statement_timeout = '20s'")
        pre_migrate.send(sender=apps.get_app_config("config"), using="default")
        cursor.execute("SHOW statement_timeout")
        assert cursor.fetchone() == ("0",)
