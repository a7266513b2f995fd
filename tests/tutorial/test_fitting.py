"""Parameters of one's own: asked for, learnt once, kept only if they are better."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from django.db.models.signals import post_save
from fsrs.scheduler import DEFAULT_PARAMETERS
from kombu.exceptions import OperationalError

from config.celery import app
from learners.joining import move
from learners.models import Learner
from tests.racing import both_at_once, waiting_for_company
from tests.tutorial.cards import NOON, a_card, graded
from tests.tutorial.synthetic import FORGETFUL, a_log, keep_log
from tutorial import fitting, tasks
from tutorial.fitting import PATIENCE, Stage, carry_out, histories_of, outlook
from tutorial.models import CardSettings, Fitting
from tutorial.parameters import NEEDED, Verdict
from tutorial.preferences import settings_of
from tutorial.reviews import undo_last_grade
from tutorial.scheduling import Grade

pytestmark = pytest.mark.django_db


@pytest.fixture
def learner() -> Learner:
    return Learner.objects.create()


@pytest.fixture
def forgetful(learner: Learner) -> Learner:
    keep_log(learner, a_log(FORGETFUL, cards=60, reviews=8))
    return learner


def ask(learner: Learner, **known: Any) -> Fitting:
    return Fitting.objects.create(learner=learner, asked_at=NOON, **known)


def meanwhile(monkeypatch: pytest.MonkeyPatch, something_happens: Callable[[], object]) -> None:
    """While the parameters are being learnt."""

    def learning(*_: object) -> Verdict:
        something_happens()
        return Verdict(FORGETFUL, 0.4, 0.3)

    monkeypatch.setattr(fitting, "judged", learning)


@contextmanager
def connected(look: Callable[..., None]) -> Iterator[None]:
    """`look` sees each row of settings as soon as it is written."""
    post_save.connect(look, sender=CardSettings, weak=False)
    try:
        yield
    finally:
        post_save.disconnect(look, sender=CardSettings)


class TestOutlook:
    def test_a_newcomer_has_too_few(self) -> None:
        seen = outlook(None, NOON)
        assert (seen.stage, seen.reviews, seen.needed) == (Stage.TOO_FEW, 0, NEEDED)

    def test_reviews_of_the_same_day_are_none_to_learn_from(self, learner: Learner) -> None:
        graded(learner, a_card("queue"), *[Grade.REMEMBERED] * 5)
        assert outlook(learner.pk, NOON).reviews == 0

    def test_enough(self, forgetful: Learner) -> None:
        seen = outlook(forgetful.pk, NOON)
        assert seen.stage is Stage.READY
        assert seen.reviews >= NEEDED

    def test_while_it_is_under_way(self, forgetful: Learner) -> None:
        for state in (Fitting.State.ASKED, Fitting.State.RUNNING):
            asked = ask(forgetful, state=state)
            seen = outlook(forgetful.pk, NOON + PATIENCE)
            assert (seen.stage, seen.last, seen.lost) == (Stage.UNDER_WAY, asked, False)

    def test_one_that_never_ends_may_be_asked_for_again(self, forgetful: Learner) -> None:
        ask(forgetful)
        seen = outlook(forgetful.pk, NOON + PATIENCE + timedelta(seconds=1))
        assert (seen.stage, seen.lost) == (Stage.READY, True)

    def test_not_offered_without_the_extra(self, forgetful: Learner, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("tutorial.parameters.find_spec", lambda name: None)
        assert outlook(forgetful.pk, NOON).stage is Stage.NOT_OFFERED


class TestAskFor:
    def test_only_who_is_ready(self, forgetful: Learner) -> None:
        stranger = Learner.objects.create()
        assert fitting.ask_for(stranger.pk, NOON) is None
        asked = fitting.ask_for(forgetful.pk, NOON)
        assert asked is not None
        assert (asked.learner, asked.asked_at, asked.state) == (forgetful, NOON, Fitting.State.ASKED)

    def test_nobody_who_has_been_deleted(self, forgetful: Learner) -> None:
        gone = forgetful.pk
        forgetful.delete()
        assert fitting.ask_for(gone, NOON) is None

    @pytest.mark.django_db(transaction=True)
    def test_a_double_click_asks_once(self, forgetful: Learner, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(fitting, "outlook", waiting_for_company(outlook))
        both_at_once(lambda: fitting.ask_for(forgetful.pk, NOON))
        assert Fitting.objects.count() == 1


class TestHistories:
    def test_are_the_standing_grades_of_each_card(self, learner: Learner) -> None:
        *_, slip = graded(learner, a_card("queue"), Grade.FORGOT, Grade.EASILY)
        graded(learner, a_card("broker"), Grade.REMEMBERED)
        graded(Learner.objects.create(), a_card("queue"), Grade.FORGOT)
        undo_last_grade(learner=learner.pk, review=slip.pk, now=NOON)
        assert histories_of(learner.pk) == {
            "queue": [(Grade.FORGOT, NOON)],
            "broker": [(Grade.REMEMBERED, NOON)],
        }


class TestCarryOut:
    def test_keeps_better_parameters_with_date_and_number(self, forgetful: Learner) -> None:
        asked = ask(forgetful)
        carry_out(asked.pk)
        asked.refresh_from_db()
        assert asked.state == Fitting.State.KEPT
        assert asked.ended_at is not None
        assert asked.reviews == outlook(forgetful.pk, NOON).reviews
        assert asked.loss_after is not None
        assert asked.loss_before is not None
        assert asked.loss_after < asked.loss_before
        assert settings_of(forgetful.pk).scheduler.parameters == tuple(asked.parameters)

    def test_keeps_the_other_settings(self, forgetful: Learner) -> None:
        CardSettings.objects.create(learner=forgetful, retention=0.95, grades=4)
        carry_out(ask(forgetful).pk)
        kept = settings_of(forgetful.pk)
        assert (kept.retention, kept.grades) == (0.95, 4)
        assert kept.fitting is not None

    def test_changes_nothing_when_they_are_no_better(
        self, forgetful: Learner, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(fitting, "judged", lambda *_: Verdict(FORGETFUL, 0.4, 0.4))
        asked = ask(forgetful)
        carry_out(asked.pk)
        asked.refresh_from_db()
        assert asked.state == Fitting.State.NO_BETTER
        assert settings_of(forgetful.pk).scheduler.parameters == DEFAULT_PARAMETERS

    def test_is_judged_against_the_parameters_in_use(
        self, forgetful: Learner, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        carry_out(ask(forgetful).pk)
        in_use = settings_of(forgetful.pk).scheduler.parameters
        assert in_use != DEFAULT_PARAMETERS
        verdicts = {in_use: Verdict(FORGETFUL, 0.4, 0.3)}
        monkeypatch.setattr(fitting, "judged", lambda _, used: verdicts[used])
        carry_out(ask(forgetful).pk)
        assert settings_of(forgetful.pk).scheduler.parameters == FORGETFUL

    def test_runs_once_however_often_it_is_delivered(
        self, forgetful: Learner, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        asked = ask(forgetful)
        carry_out(asked.pk)
        monkeypatch.setattr(fitting, "judged", lambda *_: pytest.fail("learnt twice"))
        carry_out(asked.pk)

    def test_the_settings_never_point_at_parameters_that_are_not_there_yet(self, forgetful: Learner) -> None:
        pointed_at: list[list[float]] = []

        def look(*, instance: CardSettings, **_: object) -> None:
            assert instance.fitting_id is not None
            pointed_at.append(Fitting.objects.get(pk=instance.fitting_id).parameters)

        with connected(look):
            carry_out(ask(forgetful).pk)
        assert [len(parameters) for parameters in pointed_at] == [len(DEFAULT_PARAMETERS)]

    def test_whoever_was_deleted_meanwhile_stays_deleted(
        self, forgetful: Learner, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        meanwhile(monkeypatch, forgetful.delete)
        carry_out(ask(forgetful).pk)
        assert not Learner.objects.exists()
        assert not Fitting.objects.exists()

    def test_whoever_joined_an_account_meanwhile_has_them_there(
        self, forgetful: Learner, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        account = Learner.objects.create()
        meanwhile(monkeypatch, lambda: move(guest=forgetful, into=account, now=NOON))
        asked = ask(forgetful)
        carry_out(asked.pk)
        asked.refresh_from_db()
        assert (asked.learner, asked.state) == (account, Fitting.State.KEPT)
        assert settings_of(account.pk).fitting == asked
        assert settings_of(forgetful.pk).fitting is None

    def test_a_failure_is_noted_and_raised(self, learner: Learner) -> None:
        asked = ask(learner)
        with pytest.raises(ValueError, match="no review"):
            carry_out(asked.pk)
        asked.refresh_from_db()
        assert asked.state == Fitting.State.FAILED
        assert asked.ended_at is not None
        assert outlook(learner.pk, NOON).stage is Stage.TOO_FEW


class TestQueue:
    def test_is_that_of_the_site(self) -> None:
        assert app.amqp.router.route({}, tasks.fit.name)["queue"].name == "site"

    def test_a_broker_that_is_down_is_said_at_once(
        self, learner: Learner, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def refuse(*_: object) -> None:
            raise OperationalError("refused")

        monkeypatch.setattr(tasks.fit, "delay", refuse)
        asked = ask(learner)
        assert not tasks.queue(asked)
        asked.refresh_from_db()
        assert asked.state == Fitting.State.NOT_QUEUED
