"""`python -m benchmarks.stored.filling ANSWERS`: fill the database that the environment names.

Prints JSON: the session, the visitor's cookie and some addresses of a light and of a heavy learner, and how
many rows there are of each model.
"""

import json
import os
import sys
from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

import django
import django.apps

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
if not django.apps.apps.ready:
    django.setup()

from django.conf import settings
from django.db import connection
from django.utils import timezone

from benchmarks.stored.heavy import live_on
from benchmarks.stored.lives import live, visit_the_lab
from benchmarks.stored.twins import COPIED, multiply
from demos.models import Run
from demos.visitors import cookie_of
from learners.current import SESSION_KEY
from learners.models import Learner
from learners.sessions import SessionStore
from quizzes.models import Answer, Attempt, Explanation

PATTERNS = 4  # light learners that differ; all others are copies of them
HEAVY_SHARE = 0.005  # of all answers


def main(answers: int) -> None:
    patterns = [live(seed) for seed in range(PATTERNS)]
    now = timezone.now()  # runs are swept after thirty days
    runs = [visit_the_lab(now - number * timedelta(hours=1)) for number in range(PATTERNS)]
    each = Answer.objects.filter(attempt__learner=patterns[0]).count()
    originals = originals_of(patterns, runs)
    multiply(originals, max(0, round(answers / each / PATTERNS) - 1))
    heavy = live(PATTERNS)
    live_on(heavy, round(answers * HEAVY_SHARE / each))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # as a database does by itself before long
    told = {
        "rows": {model.__name__: model._default_manager.count() for model in COPIED},  # noqa: SLF001
        "light": _visitor(patterns[0], runs[0]),
        "heavy": _visitor(heavy, runs[1]),
    }
    print(json.dumps(told))


def originals_of(learners: Sequence[Learner], runs: Sequence[Run]) -> list[UUID]:
    """Every id that the twins of these have to have anew."""
    of_learners = [key for learner in learners for key in _ids(learner)]
    return [*of_learners, *(key for run in runs for key in (run.pk, run.visitor))]


def _ids(learner: Learner) -> list[UUID]:
    attempts = Attempt.objects.filter(learner=learner).values_list("pk", flat=True)
    explanations = Explanation.objects.filter(learner=learner).values_list("pk", flat=True)
    return [learner.pk, *attempts, *explanations]


def _visitor(learner: Learner, run: Run) -> dict[str, object]:
    """What a browser of this learner holds, and the addresses of one attempt and one run of theirs."""
    session = SessionStore()
    session[SESSION_KEY] = str(learner.pk)
    session.save()
    newest = Attempt.objects.of(learner.pk).newest()[0]
    return {
        "cookies": {
            settings.SESSION_COOKIE_NAME: session.session_key,
            "demo_visitor": cookie_of(run.visitor),
        },
        "attempt": str(newest.pk),
        "run": str(run.pk),
        "answers": Answer.objects.filter(attempt__learner=learner).count(),
    }


if __name__ == "__main__":
    main(int(sys.argv[1]))
