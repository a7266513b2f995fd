"""What a learner decides about a point of their explanation: "I did say this", and to be told what it was."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from learners.current import learner_id
from quizzes.explain import explaining, past
from quizzes.explain.explaining import WHOLE
from quizzes.explain.models import Explanation
from quizzes.explain.schema import Prompt

SCORE, ANSWER = "score", "model-answer"  # the places of the reply that a learner is led to


@require_POST
@never_cache
def claim_point(request: HttpRequest, explanation: UUID, point: str = WHOLE) -> HttpResponse:
    """I did say this: count a point that was missed. It is a dispute with the scorer, kept with the text."""
    mine, prompt = _own(request, explanation, point)
    explaining.claim_point(explanation=mine, prompt=prompt, point=point, now=timezone.now())
    return to_result(mine.prompt)


@require_POST
@never_cache
def withdraw_claim(request: HttpRequest, explanation: UUID, point: str = WHOLE) -> HttpResponse:
    """Take "I did say this" back."""
    mine, prompt = _own(request, explanation, point)
    explaining.withdraw_claim(explanation=mine, prompt=prompt, point=point, now=timezone.now())
    return to_result(mine.prompt)


@require_POST
@never_cache
def reveal_point(request: HttpRequest, explanation: UUID, point: str) -> HttpResponse:
    """Show what I missed: one point, the sentence of the model answer that says it, and the ways back."""
    mine, _ = _own(request, explanation, point)
    explaining.reveal_point(explanation=mine, point=point, now=timezone.now())
    return to_result(mine.prompt, f"point-{point}")


@require_POST
@never_cache
def reveal_answer(request: HttpRequest, explanation: UUID) -> HttpResponse:
    """Show the whole model answer."""
    mine = _explanation(request, explanation)
    explaining.reveal_point(explanation=mine, point=WHOLE, now=timezone.now())
    return to_result(mine.prompt, ANSWER)


def to_result(prompt: str, place: str = SCORE) -> HttpResponse:
    """To the page of the prompt, at a place of the reply, which gets the focus."""
    return redirect(f"{reverse('quizzes:prompt', args=[prompt])}{_query(place)}#{place}")


def _query(place: str) -> str:
    return "" if place == SCORE else f"?at={place}"


def _own(request: HttpRequest, explanation: UUID, point: str) -> tuple[Explanation, Prompt]:
    """An explanation, and the prompt as it was worded then, which has that point."""
    mine = _explanation(request, explanation)
    prompt = past.wordings([mine]).get(mine.digest)
    if prompt is None or point not in ({each.id for each in prompt.points} or {WHOLE}):
        raise Http404(f"There is no point {point}")
    return mine, prompt


def _explanation(request: HttpRequest, explanation: UUID) -> Explanation:
    """Only the learner's own, to a prompt of today: somebody else's looks as if it were not there."""
    mine = get_object_or_404(Explanation.objects.of(learner_id(request)), pk=explanation)
    if past.current(mine.prompt) is None:
        raise Http404(f"There is no prompt {mine.prompt}")
    return mine
