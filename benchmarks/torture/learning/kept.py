"""What the database keeps of learners: each act once, and whole, with its wording and its evidence."""

from collections.abc import Iterator

from django.db.models import Count

from learners.models import Evidence
from quizzes.explain.models import Explanation
from quizzes.models import Answer
from tutorial.models import Review, Wording

ACTS: dict[str, tuple[type[Answer] | type[Review] | type[Explanation], Evidence.Kind]] = {
    "answers": (Answer, Evidence.Kind.ANSWERED),
    "grades": (Review, Evidence.Kind.RECALLED),
    "explanations": (Explanation, Evidence.Kind.EXPLAINED),
}


def counts() -> dict[str, int]:
    """How many rows there are of each act."""
    return {act: model.objects.count() for act, (model, _) in ACTS.items()}


def answered_twice() -> int:
    """Questions of an attempt that have more than one answer, showings of a card with more than one grade."""
    answers = Answer.objects.values("attempt", "question").annotate(rows=Count("pk")).filter(rows__gt=1)
    grades = Review.objects.values("learner", "card", "showing").annotate(rows=Count("pk")).filter(rows__gt=1)
    return answers.count() + grades.count()


def half_written() -> list[str]:
    """Acts without their wording or their evidence, and evidence without its act."""
    return [*_acts_without(), *_evidence_without()]


def _acts_without() -> Iterator[str]:
    wordings = set(Wording.objects.values_list("digest", flat=True))
    for act, (model, kind) in ACTS.items():
        evidence = set(Evidence.objects.filter(kind=kind).values_list("digest", "at"))
        rows = (
            model.objects.exclude(given=[]) if model is Answer else model.objects.all()
        )  # no answer shows nothing
        for digest, at in rows.values_list("digest", "at"):
            if digest not in wordings:
                yield f"{act}: no wording {digest}"
            if (digest, at) not in evidence:
                yield f"{act}: no evidence at {at}"


def _evidence_without() -> Iterator[str]:
    for act, (model, kind) in ACTS.items():
        acts = set(model.objects.values_list("digest", "at"))
        for digest, at in Evidence.objects.filter(kind=kind).values_list("digest", "at"):
            if (digest, at) not in acts:
                yield f"{act}: evidence of none at {at}"
