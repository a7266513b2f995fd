"""Sessions that say whose they are, also those from before they did."""

import pytest
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.test import Client
from django.utils import timezone

from learners.models import Session, User
from learners.sessions import SessionStore, end_sessions_of
from learners.tasks import forget_sessions

BEFORE, AFTER = ("learners", "0002_with_users"), ("learners", "0003_accounts")


@pytest.mark.django_db
def test_all_those_of_an_account_are_ended_and_no_others() -> None:
    ada, bob = (User.objects.create_user(name) for name in ("ada", "bob"))
    for user in (ada, ada, bob):
        Client().force_login(user)
    SessionStore().create()
    end_sessions_of(ada.pk)
    assert set(Session.objects.values_list("user_id", flat=True)) == {bob.pk, None}


@pytest.mark.django_db
@pytest.mark.parametrize("key", [r'"abcdefghij\000klm"', "a" * 31, "a" * 33, "A" * 32, r'"\303\251aaaaaaaa"'])
def test_a_cookie_that_is_no_key_is_nobodys(client: Client, key: str) -> None:
    client.cookies.load(f"sessionid={key}")
    reply = client.get("/account/")
    assert reply.status_code < 500
    assert reply.wsgi_request.session.session_key is None


def migrate(*targets: tuple[str, str | None]) -> None:
    executor = MigrationExecutor(connection)
    executor.migrate(list(targets))


@pytest.mark.django_db(transaction=True)
def test_who_had_one_before_the_upgrade_is_known_after_it() -> None:
    latest = list(MigrationExecutor(connection).loader.graph.leaf_nodes())
    try:
        migrate(("tutorial", None), ("quizzes", None), BEFORE)
        old = DatabaseStore()
        old["learner"] = "somebody"
        old.create()
        migrate(AFTER)
        assert SessionStore(old.session_key)["learner"] == "somebody"
    finally:
        migrate(*latest)


@pytest.mark.django_db
def test_those_that_are_over_are_forgotten() -> None:
    for seconds in (-1, 60):
        store = SessionStore()
        store["visits"] = 1
        store.set_expiry(seconds)
        store.save()
    forget_sessions()
    assert Session.objects.get().expire_date > timezone.now()
