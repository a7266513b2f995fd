"""What a learner does with a prompt: explain, count a point that was missed, take that back, be told a point.

A point is named by its id; "" is the whole answer to a prompt without points, or the model answer.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction

from learners.evidence import record_evidence, withdraw_evidence
from learners.models import Evidence, Learner
from quizzes.explain.likeness import Closeness, closeness
from quizzes.explain.models import Claim, Explanation, Reveal
from quizzes.explain.schema import Prompt
from quizzes.explain.scorer import Hit, Span
from quizzes.explain.scoring import Scored, scored
from tutorial.wordings import keep_wording

WHOLE = ""
STILL_IN_THE_EAR = timedelta(hours=12)  # whoever repeats so soon what they were told may have learnt nothing


def submit_explanation(*, learner: Learner, prompt: Prompt, text: str, now: datetime) -> Explanation:
    """Score a text and keep it, with evidence for the concept of every point, found or missed.

    Of a prompt without points: evidence for its concepts when the text is close or far; partly is neither.
    What the learner was told a short while before counts as said, and is evidence of nothing.
    Sending the newest text again (a double click, a reload) gives back the row it already has.
    """
    result = scored(text, prompt)  # before the transaction: on SQLite nobody else can write during one
    return _keep(learner, prompt, text, result, now)


@transaction.atomic
def _keep(learner: Learner, prompt: Prompt, text: str, result: Scored, now: datetime) -> Explanation:
    Learner.objects.select_for_update().get(pk=learner.pk)  # one explanation at a time
    newest = Explanation.objects.of(learner.pk).newest_to(prompt.id)
    if newest and (newest.text, newest.digest) == (text, prompt.digest):
        return newest
    keep_wording(prompt)
    explanation = Explanation.objects.create(
        learner=learner, prompt=prompt.id, digest=prompt.digest, text=text, at=now, **_as_columns(result)
    )
    told = _just_told(explanation, prompt) if newest else frozenset()
    _record(learner, prompt, _concepts(prompt, result, right=True, but=told), True, now)
    _record(learner, prompt, _concepts(prompt, result, right=False), False, now)
    return explanation


@transaction.atomic
def claim_point(*, explanation: Explanation, prompt: Prompt, point: str, now: datetime) -> None:
    """Count a point that was not found. Claiming what already counts changes nothing."""
    locked = _locked(explanation)
    if point in locked.found | locked.claimed:
        return
    Claim.objects.create(explanation=locked, point=point, counts=True, at=now)
    _record(locked.learner, prompt, concepts_of(prompt, point), True, now)


@transaction.atomic
def withdraw_claim(*, explanation: Explanation, prompt: Prompt, point: str, now: datetime) -> None:
    """Take a claim back, and its evidence with it. Without a claim nothing changes."""
    locked = _locked(explanation)
    if point not in locked.claimed:
        return
    claim = locked.claims.filter(point=point, counts=True).latest("pk")
    Claim.objects.create(explanation=locked, point=point, counts=False, at=now)
    withdraw_evidence(
        learner=locked.learner_id,
        kind=Evidence.Kind.EXPLAINED,
        source=prompt.id,
        at=claim.at,
        now=now,
    )


def reveal_point(*, explanation: Explanation, point: str, now: datetime) -> None:
    """Remember that the learner was told a point, or the model answer. Twice is once; no points are taken."""
    Reveal.objects.get_or_create(explanation=explanation, point=point, defaults={"at": now})


def concepts_of(prompt: Prompt, point: str) -> list[str]:
    """What a point is evidence for; the whole answer is for all that the prompt names."""
    if point == WHOLE:
        return list(prompt.concepts)
    return [each.concept for each in prompt.points if each.id == point]


def _locked(explanation: Explanation) -> Explanation:
    """As it stands; its learner first, as whoever unites or deletes learners does."""
    Learner.objects.select_for_update().get(pk=explanation.learner_id)
    return Explanation.objects.select_for_update().get(pk=explanation.pk)


def _just_told(explanation: Explanation, prompt: Prompt) -> frozenset[str]:
    """Ids of points, or WHOLE, that the learner was shown a short while before they wrote this."""
    points = [point.id for point in prompt.points] or [WHOLE]
    lately = Reveal.objects.of(explanation).filter(at__gt=explanation.at - STILL_IN_THE_EAR)
    return frozenset(point for reveal in lately for point in reveal.told(points))


def _concepts(prompt: Prompt, result: Scored, *, right: bool, but: frozenset[str] = frozenset()) -> list[str]:
    if result.likeness is None:
        points = [point for point in prompt.points if point.id not in but]
        return [point.concept for point in points if (point.id in result.found) is right]
    if WHOLE in but:
        return []
    shown = Closeness.CLOSE if right else Closeness.FAR
    return list(prompt.concepts) if closeness(result.likeness.similarity) is shown else []


def _record(learner: Learner, prompt: Prompt, concepts: Iterable[str], right: bool, now: datetime) -> None:
    record_evidence(
        learner=learner,
        concepts=concepts,
        kind=Evidence.Kind.EXPLAINED,
        right=right,
        source=prompt.id,
        digest=prompt.digest,
        now=now,
    )


def _as_columns(result: Scored) -> dict[str, object]:
    """What an `Explanation` keeps of it."""
    hits = [_as_json(point, hit) for point, hit in result.hits]
    if result.likeness is None:
        return {"hits": hits}
    shared = [_pair(span) for span in result.likeness.shared]
    return {"hits": hits, "similarity": result.likeness.similarity, "shared": shared}


def _as_json(point: str, hit: Hit) -> dict[str, object]:
    return {
        "point": point,
        "rule": hit.rule.name,
        "within": hit.rule.within,
        "uses": [
            {"group": said.group, "read_as": said.read_as, "denied": said.denied, "span": _pair(said.span)}
            for said in hit.said
        ],
        "spans": [_pair(span) for span in hit.spans],
    }


def _pair(span: Span) -> list[int]:
    return [span.start, span.end]
