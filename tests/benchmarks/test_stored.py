"""The rows that a benchmark makes hang together as those of real learners do."""

import pytest
from django.db.models import Count

from benchmarks.stored.filling import originals_of
from benchmarks.stored.heavy import live_on
from benchmarks.stored.lives import BEGAN, live, visit_the_lab
from benchmarks.stored.twins import multiply
from demos.models import Run
from learners.models import Evidence, Learner
from quizzes.history import standings
from quizzes.models import Answer, Attempt
from tutorial.models import Review

pytestmark = pytest.mark.django_db


def test_each_twin_has_all_that_the_original_has() -> None:
    original, run = live(1), visit_the_lab(BEGAN)
    answers, evidence = Answer.objects.count(), Evidence.objects.count()

    multiply(originals_of([original], [run]), 3)

    assert Learner.objects.count() == 4
    assert (Answer.objects.count(), Evidence.objects.count()) == (4 * answers, 4 * evidence)
    assert Run.objects.values("visitor").distinct().count() == 4
    each = Answer.objects.values("attempt__learner").annotate(count=Count("pk"))
    assert {row["count"] for row in each} == {answers}
    for twin in Learner.objects.all():
        assert [one.picked.best.score for one in standings(twin.pk).quizzes if one.picked.best] == [
            one.picked.best.score for one in standings(original.pk).quizzes if one.picked.best
        ]


def test_who_comes_back_every_day_has_a_longer_log_of_the_same() -> None:
    learner = live(1)
    answers, reviews = Answer.objects.count(), Review.objects.count()

    live_on(learner, 2)

    assert (Answer.objects.count(), Review.objects.count()) == (3 * answers, 3 * reviews)
    assert set(Review.objects.values_list("showing", flat=True)) == {1, 2, 3}
    assert Attempt.objects.values("started_at__date").distinct().count() == 3
