"""Where learners say that the scorer missed what they said: for whoever writes the rules to look at."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from quizzes.explain import past
from quizzes.explain.models import Claim, Explanation
from quizzes.explain.schema import Prompt


@dataclass(frozen=True, slots=True)
class Dispute:
    """A claim that stands: to which point, by which wording, with which text."""

    prompt: str
    digest: str
    point: str
    title: str
    at: datetime
    text: str


def standing_disputes() -> Iterator[Dispute]:
    """The oldest first. The texts are learners' own: for the operator of the site alone."""
    disputed = Claim.objects.filter(counts=True).values("explanation")
    explanations = list(Explanation.objects.filter(pk__in=disputed).prefetch_related("claims").order_by("at"))
    worded = past.wordings(explanations)
    for explanation in explanations:
        for point in sorted(explanation.claimed):
            yield _dispute(explanation, point, worded.get(explanation.digest))


def _dispute(explanation: Explanation, point: str, prompt: Prompt | None) -> Dispute:
    titles = {each.id: each.title.text for each in prompt.points} if prompt else {}
    newest = max(claim.at for claim in explanation.claims.all() if claim.point == point)
    title = titles.get(point, "" if point else "the whole answer")
    return Dispute(explanation.prompt, explanation.digest, point, title, newest, explanation.text)
