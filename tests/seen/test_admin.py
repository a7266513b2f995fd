"""What operators can find and do, and what they cannot."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.contrib import admin
from django.contrib.auth.models import Permission
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

import config.urls  # noqa: F401  looks for what the rooms show
from demos.models import Run, Span
from learners.models import Evidence, Learner, User
from quizzes.models import Answer, Attempt
from tests.demos.rows import make_run
from tests.learners.rows import one_of_each
from tutorial.models import Review

pytestmark = pytest.mark.django_db
PASSWORD = "a long enough password"
ADA = "ada@example.org"
LONG_AGO = timedelta(minutes=30)


@pytest.fixture
def operator(client: Client) -> Client:
    """Signed in by the site's own door, with the address that every account has."""
    User.objects.create_superuser("boss@example.org", "boss@example.org", PASSWORD)
    reply = client.get("/admin/", follow=True)
    assert reply.redirect_chain[-1][0].startswith(reverse("account_login"))
    reply = client.post(reply.redirect_chain[-1][0], {"login": "boss@example.org", "password": PASSWORD})
    assert (reply.status_code, reply["Location"]) == (302, "/admin/")
    return client


@pytest.fixture
def ada() -> Learner:
    """With one row of everything that belongs to a learner."""
    learner = Learner.objects.create(user=User.objects.create_user(ADA, ADA, PASSWORD))
    one_of_each(learner)
    return learner


def text(client: Client, address: str) -> str:
    reply = client.get(address)
    assert reply.status_code == 200, address
    return reply.content.decode()


class TestTheDoor:
    def test_a_learner_is_refused(self, client: Client, ada: Learner) -> None:
        assert ada.user is not None
        client.force_login(ada.user)
        assert client.get("/admin/", follow=True).status_code == 403

    def test_nobody_signs_in_at_a_door_of_its_own(self, client: Client, ada: Learner) -> None:
        reply = client.post("/admin/login/", {"username": ADA, "password": PASSWORD})
        assert reply["Location"].startswith(reverse("account_login"))
        assert "sessionid" not in client.cookies

    def test_a_password_is_changed_at_the_sites_own_page(self, operator: Client) -> None:
        assert operator.get("/admin/password_change/")["Location"] == reverse("account_change_password")

    def test_no_keys_tokens_or_sessions_are_registered(self) -> None:
        shown = {model._meta.label for model in admin.site._registry}
        assert shown == {
            *("learners.User", "learners.Learner", "learners.Evidence", "tutorial.Review"),
            *("quizzes.Attempt", "quizzes.Explanation", "demos.Run"),
        }


class TestFinding:
    def test_an_attempt_by_email_in_two_requests(self, operator: Client, ada: Learner) -> None:
        attempt = Attempt.objects.get(learner=ada)
        listed = text(operator, "/admin/quizzes/attempt/?q=Ada@example.org")
        page = reverse("admin:quizzes_attempt_change", args=[attempt.pk])
        assert re.search(rf'href="{re.escape(page)}[?"]', listed)
        shown = text(operator, page)
        assert ADA in listed
        assert Answer.objects.get(attempt=attempt).question in shown

    def test_by_the_id_of_the_attempt_or_of_the_learner(self, operator: Client, ada: Learner) -> None:
        attempt = Attempt.objects.get(learner=ada)
        for words in (attempt.pk, ada.pk):
            assert str(attempt.pk) in text(operator, f"/admin/quizzes/attempt/?q={words}")

    def test_somebody_elses_is_not_found(self, operator: Client, ada: Learner) -> None:
        assert str(Attempt.objects.get().pk) not in text(
            operator, "/admin/quizzes/attempt/?q=bob@example.org"
        )

    def test_attempts_are_listed_when_somebody_looks_for_them(self, operator: Client, ada: Learner) -> None:
        assert str(Attempt.objects.get().pk) not in text(operator, "/admin/quizzes/attempt/")

    @pytest.mark.parametrize(
        "log", ["quizzes/attempt", "quizzes/explanation", "tutorial/review", "learners/evidence"]
    )
    def test_from_a_user_links_lead_to_all_they_did(self, operator: Client, ada: Learner, log: str) -> None:
        assert ada.user is not None
        page = text(operator, f"/admin/learners/user/{ada.user.pk}/change/")
        address = f"/admin/{log}/?q={ada.pk}"
        assert address in page
        assert "1 " in re.findall(r'<p class="paginator">(.*?)</p>', text(operator, address), re.DOTALL)[0]

    def test_a_stuck_run(self, operator: Client) -> None:
        stuck = make_run(status=Run.Status.QUEUED, started_at=timezone.now() - LONG_AGO)
        new, over = make_run(status=Run.Status.QUEUED), make_run(status=Run.Status.DONE)
        listed = text(operator, "/admin/demos/run/?unfinished=10")
        assert str(stuck.pk) in listed
        assert str(new.pk) not in listed
        assert str(over.pk) not in listed

    def test_a_run_by_the_id_of_its_request(self, operator: Client) -> None:
        run, other = make_run(request_id="0a1b2c3d-from-a-header"), make_run()
        listed = text(operator, "/admin/demos/run/?q=0a1b2c3d-from-a-header")
        assert str(run.pk) in listed
        assert str(other.pk) not in listed

    def test_what_a_run_waits_for(self, operator: Client) -> None:
        run = make_run(status=Run.Status.QUEUED)
        Span.objects.create(
            run=run, name="in the queue: sizes", kind="queue", place="queue", started_at=timezone.now()
        )
        assert "in the queue: sizes (queue)" in text(operator, f"/admin/demos/run/{run.pk}/change/")


class TestActing:
    def test_a_stuck_run_is_queued_again_by_the_housekeeping(self, operator: Client) -> None:
        stuck, over = make_run(status=Run.Status.QUEUED), make_run(status=Run.Status.DONE)
        at_work = make_run(status=Run.Status.RECEIVED, lane=Run.Lane.BLOCKING)
        chosen = [str(run.pk) for run in (stuck, over, at_work)]
        reply = operator.post(
            "/admin/demos/run/", {"action": "queue_again", "_selected_action": chosen}, follow=True
        )
        assert "1 will be queued again" in reply.content.decode()
        for run, status in ((stuck, "unqueued"), (over, "done"), (at_work, "received")):
            run.refresh_from_db()
            assert run.status == status

    def test_who_is_deactivated_is_out_at_once(self, operator: Client, ada: Learner) -> None:
        assert ada.user is not None
        theirs = Client()
        theirs.force_login(ada.user)
        operator.post("/admin/learners/user/", {"action": "deactivate", "_selected_action": [ada.user.pk]})
        assert theirs.get("/account/password/change/").status_code == 302
        assert not theirs.login(username=ADA, password=PASSWORD)

    @pytest.mark.parametrize(("action", "active"), [("deactivate", True), ("activate", False)])
    def test_a_superuser_is_left_alone(self, operator: Client, action: str, active: bool) -> None:
        boss = User.objects.create_superuser("another@example.org", is_active=active)
        operator.post("/admin/learners/user/", {"action": action, "_selected_action": [boss.pk]})
        boss.refresh_from_db()
        assert boss.is_active is active

    def test_staff_change_no_superuser(self, client: Client) -> None:
        boss = User.objects.create_superuser("boss@example.org", "boss@example.org", PASSWORD)
        staff = User.objects.create_user("staff@example.org", is_staff=True)
        staff.user_permissions.add(Permission.objects.get(codename="change_user"))
        client.force_login(staff)
        assert client.post(f"/admin/learners/user/{boss.pk}/change/", {}).status_code == 403

    def test_a_password_is_never_shown(self, operator: Client, ada: Learner) -> None:
        assert ada.user is not None
        page = text(operator, f"/admin/learners/user/{ada.user.pk}/change/")
        assert ada.user.password not in page
        assert 'type="password"' not in page


class TestWhatIsWrittenOnce:
    @pytest.mark.parametrize("model", [Attempt, Review, Evidence, Learner, Run])
    def test_nobody_adds_changes_or_deletes_it(self, operator: Client, ada: Learner, model: Any) -> None:
        make_run()
        row = model.objects.order_by("pk")[0]
        before = model.objects.filter(pk=row.pk).values().get()
        at = f"/admin/{model._meta.app_label}/{model._meta.model_name}/"
        assert operator.get(f"{at}add/").status_code == 403
        assert operator.post(f"{at}{row.pk}/delete/", {"post": "yes"}).status_code == 403
        operator.post(f"{at}{row.pk}/change/", {"mode": "exam", "right": "", "grade": 1, "status": "done"})
        assert model.objects.filter(pk=row.pk).values().get() == before
        choices = text(operator, f"{at}?q={ada.pk}")
        assert 'value="delete_selected"' not in choices


class TestLists:
    @pytest.mark.parametrize("model", list(admin.site._registry), ids=lambda model: model._meta.label)
    def test_each_is_made_of_few_queries_that_count_no_whole_table(
        self, operator: Client, ada: Learner, model: type[Run]
    ) -> None:
        make_run()
        address = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
        with CaptureQueriesContext(
            connection,
        ) as queries:
            text(operator, address)
            text(operator, f"{address}?q={ADA}")
        for query in queries.captured_queries:
            if "COUNT(" in query["sql"]:
                assert "LIMIT" in query["sql"]
        assert len(queries) < 16
