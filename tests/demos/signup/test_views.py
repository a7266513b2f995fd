"""The four views: a real mail sink, a real queue, a real worker."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from demos.models import Letter, Run
from demos.requeueing import ABANDONED_AFTER, give_up_abandoned, requeue
from demos.signup.dials import DOWN_MS, NAME_LENGTH
from demos.signup.models import StoredEmail
from demos.signup.tasks import TASKS
from demos.signup.ways import BACKGROUND, BY_HAND, IN_THE_VIEW, SLEEP, WAYS, Way
from tests.demos.broker import RunningBroker
from tests.demos.signup.people import PAGE, a_worker, run_of, sign_up
from tests.demos.waiting import wait_until

pytestmark = pytest.mark.django_db(transaction=True)
Status = Run.Status
WAITS = [IN_THE_VIEW, SLEEP]
DELAY_MS = 300


def steps(run: Run) -> list[str]:
    return [span.name for span in run.spans.all()]


def an_hour_on(run: Run) -> None:
    """The run began so long ago that the mail server is back."""
    Run.objects.filter(pk=run.pk).update(started_at=run.started_at - timedelta(hours=1))


@pytest.mark.usefixtures("mail_sink", "broker")
class TestEveryWay:
    @pytest.mark.parametrize("way", WAYS, ids=lambda way: way.id)
    def test_is_a_run_that_says_which_way_it_went(self, way: Way, api: Client) -> None:
        run = run_of(sign_up(api, way))

        assert (run.scenario, run.lane) == ("signup", way.lane)
        assert run.settings == {"way": way.id, "name": "Ada", "mail_delay_ms": 60, "mail_server": "up"}

    @pytest.mark.parametrize("way", WAITS, ids=lambda way: way.id)
    def test_two_of_them_make_the_visitor_wait(self, way: Way, api: Client) -> None:
        run = run_of(sign_up(api, way, mail_delay_ms=str(DELAY_MS)))

        assert run.response_ms is not None
        assert run.response_ms >= DELAY_MS

    @pytest.mark.parametrize("way", [BY_HAND, BACKGROUND], ids=lambda way: way.id)
    def test_the_others_do_not(self, way: Way, api: Client) -> None:
        run = run_of(sign_up(api, way, mail_delay_ms="3000"))

        assert run.response_ms is not None
        assert run.response_ms < 2000

    @pytest.mark.parametrize("way", WAYS, ids=lambda way: way.id)
    def test_says_what_is_wrong_with_a_form(self, way: Way, api: Client, person: Client) -> None:
        wrong = {"mail_delay_ms": "9000", "name": "x" * (NAME_LENGTH + 1)}
        response = sign_up(api, way, **wrong)

        assert response.status_code == 422
        assert set(response.json()["errors"]) == {"mail_delay_ms", "name"}
        assert "✗</span> Not signed up" in sign_up(person, way, **wrong).text
        assert not Run.objects.exists()


@pytest.mark.usefixtures("mail_sink")
class TestInTheView:
    def test_the_email_is_there_with_the_reply(self, api: Client) -> None:
        run = run_of(sign_up(api, IN_THE_VIEW))
        letter = Letter.objects.get(run=run)

        assert run.status == Status.DONE
        assert letter.body.strip() == "Welcome, Ada. You are signed up."
        assert steps(run) == ["receive and check", "send email"]

    def test_a_mail_server_that_is_down_makes_it_an_error(self, api: Client) -> None:
        response = sign_up(api, IN_THE_VIEW, mail_server="down")

        assert response.status_code == 502
        assert response.json()["reason"] == "The mail server cannot be reached."
        assert not Letter.objects.exists()

    def test_a_name_cannot_forge_a_header(self, api: Client) -> None:
        run = run_of(sign_up(api, IN_THE_VIEW, name="Ada\r\nBcc: eve@example.com"))

        assert Letter.objects.get(run=run).body.startswith("Welcome, AdaBcc: eve@example.com. You")


@pytest.mark.usefixtures("mail_sink")
class TestSleep:
    def test_nothing_is_ever_sent(self, api: Client) -> None:
        run = run_of(sign_up(api, SLEEP))

        assert run.status == Status.DONE
        assert steps(run) == ["receive and check", "sleep"]
        assert not Letter.objects.exists()
        assert not StoredEmail.objects.exists()


@pytest.mark.usefixtures("mail_sink")
class TestByHand:
    def test_the_email_lies_there_until_somebody_sends_it(self, api: Client) -> None:
        run = run_of(sign_up(api, BY_HAND))
        assert StoredEmail.objects.get(run=run).body == "Welcome, Ada. You are signed up.\n"
        assert not Letter.objects.exists()

        api.post(f"{PAGE}send-by-hand/", {"by_hand": run.pk})
        assert Letter.objects.get(run=run).body.strip() == "Welcome, Ada. You are signed up."

    def test_no_housekeeping_ever_takes_care_of_it(self, api: Client, broker: RunningBroker) -> None:
        run = run_of(sign_up(api, BY_HAND))
        an_hour_on(run)

        assert requeue({"signup": TASKS}, timezone.now()) == 0
        give_up_abandoned(timezone.now() + ABANDONED_AFTER)
        assert broker.depth("demos") == 0
        run.refresh_from_db()
        assert run.status == Status.DONE

    def test_pressed_twice_it_is_sent_once(self, api: Client) -> None:
        run = run_of(sign_up(api, BY_HAND))
        for _ in range(2):
            api.post(f"{PAGE}send-by-hand/", {"by_hand": run.pk})

        assert StoredEmail.objects.get(run=run).tries == 1
        assert Letter.objects.count() == 1

    def test_a_try_that_fails_is_the_last_unless_somebody_presses_again(self, api: Client) -> None:
        run = run_of(sign_up(api, BY_HAND, mail_server="down"))
        api.post(f"{PAGE}send-by-hand/", {"by_hand": run.pk})
        email = StoredEmail.objects.get(run=run)
        assert (email.tries, email.failure) == (1, "The mail server cannot be reached.")

        an_hour_on(run)
        api.post(f"{PAGE}send-by-hand/", {"by_hand": run.pk})
        email.refresh_from_db()
        assert (email.tries, email.failure) == (2, "")
        assert Letter.objects.filter(run=run).exists()

    def test_nobody_else_can_send_it(self, api: Client, person: Client) -> None:
        run = run_of(sign_up(api, BY_HAND))
        person.post(f"{PAGE}send-by-hand/", {"by_hand": run.pk})
        api.post(f"{PAGE}send-by-hand/", {"by_hand": uuid4()})

        assert not Letter.objects.exists()


@pytest.mark.usefixtures("mail_sink")
class TestBackground:
    def test_a_worker_sends_it_after_the_reply(self, api: Client, broker: RunningBroker) -> None:
        response = sign_up(api, BACKGROUND)
        assert response.status_code == 202
        assert broker.depth("demos") == 1

        with a_worker():
            wait_until(lambda: run_of(response).status == Status.DONE)
        run = run_of(response)
        letter = Letter.objects.get(run=run)
        assert run.response_ms is not None
        assert letter.arrived_at > run.started_at + timedelta(milliseconds=run.response_ms)

    def test_a_mail_server_that_is_down_is_tried_again(self, api: Client, broker: RunningBroker) -> None:
        response = sign_up(api, BACKGROUND, mail_server="down")
        with a_worker():
            wait_until(lambda: run_of(response).status == Status.DONE)

        run = run_of(response)
        letter = Letter.objects.get(run=run)
        assert letter.arrived_at > run.started_at + timedelta(milliseconds=DOWN_MS)
        assert steps(run).count("send email: no server") == 2  # at once, and after 1 s; then after 2 s more
        assert steps(run).count("send email") == 1

    @pytest.mark.usefixtures("no_broker")
    def test_is_kept_where_the_queue_cannot_be_reached(self, api: Client) -> None:
        response = sign_up(api, BACKGROUND)

        assert response.status_code == 503
        assert run_of(response).status == Status.UNQUEUED
