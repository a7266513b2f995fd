"""What a learner does with a prompt: explain, count a point that the rules missed, take that back."""

from datetime import datetime

from django.db import transaction

from learners.evidence import record_evidence, withdraw_evidence
from learners.models import Evidence, Learner
from quizzes.explain.models import Claim, Explanation
from quizzes.explain.schema import Point, Prompt
from quizzes.explain.scorer import Finding, score


@transaction.atomic
def submit_explanation(*, learner: Learner, prompt: Prompt, text: str, now: datetime) -> Explanation:
    """Score a text and keep it, with evidence for the concept of every point, found or missed.

    Sending the newest text again (a double click, a reload) gives back the row it already has.
    """
    Learner.objects.select_for_update().get(pk=learner.pk)  # one explanation at a time
    newest = Explanation.objects.of(learner.pk).newest_to(prompt.id)
    if newest and (newest.text, newest.digest) == (text, prompt.digest):
        return newest
    findings = score(text, prompt.rubric)
    explanation = Explanation.objects.create(
        learner=learner,
        prompt=prompt.id,
        digest=prompt.digest,
        text=text,
        hits=[hit for finding in findings for hit in _as_json(finding)],
        at=now,
    )
    for right in (True, False):
        points = [point for point in prompt.points if (point.id in explanation.found) is right]
        _record(learner, prompt, points, right, now)
    return explanation


@transaction.atomic
def claim_point(*, explanation: Explanation, prompt: Prompt, point: Point, now: datetime) -> None:
    """Count a point that the rules did not find. Claiming what already counts changes nothing."""
    locked = Explanation.objects.select_for_update().get(pk=explanation.pk)
    if point.id in locked.found | locked.claimed:
        return
    Claim.objects.create(explanation=locked, point=point.id, counts=True, at=now)
    _record(locked.learner, prompt, [point], True, now)


@transaction.atomic
def withdraw_claim(*, explanation: Explanation, prompt: Prompt, point: Point, now: datetime) -> None:
    """Take a claim back, and its evidence with it. Without a claim nothing changes."""
    locked = Explanation.objects.select_for_update().get(pk=explanation.pk)
    if point.id not in locked.claimed:
        return
    claim = locked.claims.filter(point=point.id, counts=True).latest("pk")
    Claim.objects.create(explanation=locked, point=point.id, counts=False, at=now)
    withdraw_evidence(
        learner=locked.learner_id,
        kind=Evidence.Kind.EXPLAINED,
        source=prompt.id,
        at=claim.at,
        now=now,
    )


def _record(learner: Learner, prompt: Prompt, points: list[Point], right: bool, now: datetime) -> None:
    record_evidence(
        learner=learner,
        concepts=[point.concept for point in points],
        kind=Evidence.Kind.EXPLAINED,
        right=right,
        source=prompt.id,
        digest=prompt.digest,
        now=now,
    )


def _as_json(finding: Finding) -> list[dict[str, object]]:
    return [
        {
            "point": finding.point,
            "rule": hit.rule.name,
            "spans": [[span.start, span.end] for span in hit.spans],
        }
        for hit in finding.hits
    ]
