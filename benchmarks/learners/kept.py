"""`python -m benchmarks.learners.kept`: what the environment's database holds of answers, as JSON."""

import json

import django
import django.apps

if not django.apps.apps.ready:
    django.setup()

from django.db.models import Count, Exists, OuterRef

from learners.models import Evidence
from quizzes.models import Answer, Attempt


def main() -> None:
    """`answers` by attempt; how many questions of an attempt have two; how many answers show nothing."""
    counted = Attempt.objects.annotate(count=Count("answers")).values_list("pk", "count")
    same = Answer.objects.values("attempt", "question").annotate(rows=Count("pk")).filter(rows__gt=1)
    shown = Evidence.objects.filter(
        learner=OuterRef("attempt__learner"), source=OuterRef("question"), at=OuterRef("at")
    )
    told = {
        "answers": {str(attempt): count for attempt, count in counted},
        "twice": same.count(),
        "without_evidence": Answer.objects.filter(~Exists(shown)).count(),
    }
    print(json.dumps(told))


if __name__ == "__main__":
    main()
