"""The settings page: for guests too, errors beside the fields, and parameters from one's own log."""

import re

import pytest
from django.test import Client
from kombu.exceptions import OperationalError

from learners.models import Learner
from tests.tutorial.synthetic import FORGETFUL, a_log, keep_log
from tests.tutorial.views.deck_visitor import Clock, Visitor
from tutorial import fitting, tasks
from tutorial.models import CardSettings, Fitting
from tutorial.preferences import settings_of

PAGE = "/flashcards/settings/"
ASK, FORGET, PART = f"{PAGE}fitting/ask/", f"{PAGE}fitting/forget/", f"{PAGE}fitting/"
CHOSEN = {"grades": "4", "retention": "95", "new_a_day": "5", "learning_steps": "1 10"}

pytestmark = pytest.mark.django_db


def words(client: Client, address: str = PAGE) -> str:
    return client.get(address).content.decode()


class TestSettings:
    def test_looking_writes_nothing(self, client: Client) -> None:
        reply = client.get(PAGE)
        assert reply.status_code == 200
        assert "autofocus" not in reply.content.decode()
        assert not reply.cookies.keys() & {"sessionid", "messages"}
        assert Learner.objects.count() == 0

    def test_a_guest_may_choose_before_the_first_card(self, client: Client) -> None:
        reply = client.post(PAGE, CHOSEN, follow=True)
        assert reply.redirect_chain == [(PAGE, 302)]
        assert "Saved. It holds from the next grade on." in reply.content.decode()
        kept = CardSettings.objects.get()
        assert str(kept.learner_id) == client.session["learner"]
        assert (kept.grades, kept.retention, kept.new_a_day, kept.learning_steps) == (4, 0.95, 5, [1, 10])

    def test_shows_what_was_chosen(self, client: Client) -> None:
        client.post(PAGE, CHOSEN)
        page = words(client)
        assert 'value="95"' in page
        assert 'value="1 10"' in page
        assert re.search(r'value="4"[^>]* checked', page)

    def test_says_what_is_wrong_beside_the_field_and_keeps_what_was_written(self, client: Client) -> None:
        reply = client.post(PAGE, {**CHOSEN, "retention": "99", "learning_steps": "soon"})
        page = reply.content.decode()
        assert reply.status_code == 422
        assert "Not saved." in page
        field = page.partition('name="retention"')[2]
        assert 'aria-invalid="true"' in field.partition(">")[0]
        assert "Write a whole number from 80 to 97." in field.partition('name="new_a_day"')[0]
        assert 'value="soon"' in page
        assert Learner.objects.count() == 0

    @pytest.mark.parametrize(
        ("wrong", "focused"),
        [
            ({"retention": "99", "new_a_day": "-1"}, 'name="retention"'),
            ({"learning_steps": "soon"}, 'name="learning_steps"'),
            ({"grades": "3", "retention": "99"}, "<legend"),
        ],
    )
    def test_the_first_field_that_was_refused_takes_the_focus(
        self, client: Client, wrong: dict[str, str], focused: str
    ) -> None:
        page = client.post(PAGE, {**CHOSEN, **wrong}).content.decode()
        assert page.count("autofocus") == 1
        assert focused in page.partition("autofocus")[0].rpartition("\n")[2]

    def test_changing_them_again_keeps_learnt_parameters(self, client: Client) -> None:
        client.post(PAGE, CHOSEN)
        kept = CardSettings.objects.get()
        CardSettings.objects.update(
            fitting=Fitting.objects.create(learner=kept.learner, asked_at="2026-03-02T12:00Z", parameters=[])
        )
        client.post(PAGE, {**CHOSEN, "retention": "80"})
        kept.refresh_from_db()
        assert kept.retention == 0.8
        assert kept.fitting is not None

    def test_is_one_link_away_from_a_deck(self, visitor: Visitor) -> None:
        assert f'<a href="{PAGE}">Settings</a>' in visitor.words


class TestFitting:
    @pytest.fixture
    def learner(self, visitor: Visitor) -> Learner:
        """The client's learner, with a log that is long enough."""
        visitor.grade("remembered")
        learner = Learner.objects.get()
        keep_log(learner, a_log(FORGETFUL, cards=60, reviews=8))
        return learner

    @pytest.fixture
    def queued(self, monkeypatch: pytest.MonkeyPatch) -> list[int]:
        """What was queued, instead of a queue."""
        queued: list[int] = []
        monkeypatch.setattr(tasks.fit, "delay", queued.append)
        return queued

    def test_says_how_many_reviews_are_needed(self, client: Client) -> None:
        assert "0 reviews that came a day or more after the one before; 300 are needed" in words(client)

    def test_is_refused_with_too_few(self, client: Client, queued: list[int]) -> None:
        client.post(PAGE, CHOSEN)
        client.post(ASK)
        assert "There is nothing to learn from just now." in words(client)
        assert queued == []

    def test_not_offered_without_the_extra(
        self, client: Client, learner: Learner, queued: list[int], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(fitting, "can_learn", lambda: False)
        page = words(client)
        assert "is not installed" in page
        assert ASK not in page
        client.post(ASK)
        assert queued == []

    def test_from_the_press_to_the_end(
        self, client: Client, learner: Learner, queued: list[int], clock: Clock
    ) -> None:
        assert f'action="{ASK}"' in words(client)
        assert client.post(ASK)["Location"] == f"{PAGE}#fitting"
        waiting = words(client, PART)
        assert "In the queue." in waiting
        assert "hx-trigger" in waiting
        assert ASK not in waiting

        Fitting.objects.update(state=Fitting.State.RUNNING)
        assert "A worker is at it." in words(client, PART)
        Fitting.objects.update(state=Fitting.State.ASKED)

        tasks.fit(queued[0])
        done = words(client, PART)
        assert "foretell your grades better" in done
        assert "learnt on 2 March 2026 from" in done
        assert "hx-trigger" not in done
        assert settings_of(learner.pk).fitting is not None

        client.post(FORGET)
        page = words(client)
        assert "The standard parameters are back" in page
        assert "learnt on 2 March" not in page
        assert settings_of(learner.pk).fitting is None

    def test_is_asked_once_at_a_time(self, client: Client, learner: Learner, queued: list[int]) -> None:
        client.post(ASK)
        client.post(ASK)
        assert len(queued) == 1

    def test_says_what_became_of_it(
        self, client: Client, learner: Learner, queued: list[int], clock: Clock
    ) -> None:
        client.post(ASK)
        Fitting.objects.update(loss_before=0.4, loss_after=0.41)
        for state, says in (
            (Fitting.State.NO_BETTER, "Done, and nothing was changed"),
            (Fitting.State.FAILED, "The last try failed, and nothing was changed"),
            (Fitting.State.NOT_QUEUED, "The queue could not be reached, so nothing was asked"),
        ):
            Fitting.objects.update(state=state)
            page = words(client)
            assert says in page
            assert f'action="{ASK}"' in page
        Fitting.objects.update(state=Fitting.State.ASKED)
        clock.turn(minutes=3)
        assert "no worker has finished it" in words(client)

    def test_a_broker_that_is_down(
        self, client: Client, learner: Learner, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def refuse(*_: object) -> None:
            raise OperationalError("refused")

        monkeypatch.setattr(tasks.fit, "delay", refuse)
        reply = client.post(ASK, follow=True)
        assert reply.status_code == 200
        assert "The queue could not be reached" in reply.content.decode()

    def test_is_nobody_elses(self, client: Client, learner: Learner, queued: list[int]) -> None:
        client.post(ASK)
        tasks.fit(queued[0])
        stranger = Client()
        stranger.post(FORGET)
        assert "learnt on" not in words(stranger)
        assert settings_of(learner.pk).fitting is not None

    @pytest.mark.parametrize("address", [ASK, FORGET])
    def test_asking_is_a_post(self, client: Client, address: str) -> None:
        assert client.get(address).status_code == 405
        assert Client(enforce_csrf_checks=True).post(address).status_code == 403
