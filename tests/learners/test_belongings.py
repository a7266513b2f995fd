"""Nothing of a learner is forgotten by whoever moves, tells or deletes it, also when a room adds a model."""

import json
from typing import Any

import pytest
from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Model
from django.utils import timezone

from learners.belongings import all_belongings
from learners.joining import move
from learners.models import Learner
from tests.learners.rows import one_of_each, owned_models, referring_to

pytestmark = pytest.mark.django_db


def primary_keys(learner: Learner) -> dict[type[Model], list[Any]]:
    return {
        owned.model: list(owned.of(learner).values_list("pk", flat=True))
        for belongings in all_belongings()
        for owned in belongings.owned
    }


def test_every_model_that_refers_to_a_learner_is_registered() -> None:
    assert set(owned_models()) == referring_to(Learner)
    assert len(owned_models()) >= 8


def test_everything_moves_to_a_newcomer() -> None:
    guest, newcomer = Learner.objects.create(), Learner.objects.create()
    one_of_each(guest)
    before = primary_keys(guest)
    move(guest=guest, into=newcomer, now=timezone.now())
    assert not any(primary_keys(guest).values())
    # A row whose key is the learner is told apart by it; all others keep their keys.
    after = {
        model: [newcomer.pk if key == guest.pk else key for key in keys] for model, keys in before.items()
    }
    assert primary_keys(newcomer) == after
    assert all(after.values())


def test_everything_moves_to_one_who_has_some() -> None:
    guest, own = Learner.objects.create(), Learner.objects.create()
    one_of_each(guest)
    one_of_each(own)
    before = {model: model._base_manager.count() for model in owned_models()}
    move(guest=guest, into=own, now=timezone.now())
    assert not any(primary_keys(guest).values())
    gone = {model._meta.label: count - model._base_manager.count() for model, count in before.items()}
    assert {label: count for label, count in gone.items() if count} == {"tutorial.CardSettings": 1}


def test_moving_twice_changes_nothing() -> None:
    guest, own = Learner.objects.create(), Learner.objects.create()
    one_of_each(guest)
    one_of_each(own)
    move(guest=guest, into=own, now=timezone.now())
    once = [belongings.tell(own) for belongings in all_belongings()]
    move(guest=guest, into=own, now=timezone.now())
    assert [belongings.tell(own) for belongings in all_belongings()] == once


def test_every_row_is_told_with_every_column() -> None:
    learner, other = Learner.objects.create(), Learner.objects.create()
    one_of_each(learner)
    one_of_each(other)
    for belongings in all_belongings():
        told = json.loads(json.dumps(belongings.tell(learner), cls=DjangoJSONEncoder))
        for owned in belongings.owned:
            columns = {field.attname for field in owned.model._meta.concrete_fields} - {"learner_id"}
            assert [set(row) for row in told[owned.name]] == [columns], owned.model
    assert str(other.pk) not in str([belongings.tell(learner) for belongings in all_belongings()])
