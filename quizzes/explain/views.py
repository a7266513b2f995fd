"""The explain prompts: the list, one prompt with the reply to it, and the learner's last word on a point."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django.views.decorators.vary import vary_on_headers

from learners.current import learner_for_writing, learner_id
from quizzes.explain import explaining
from quizzes.explain.forms import MOST_CHARACTERS, MOST_TYPED, ExplanationForm
from quizzes.explain.models import Explanation
from quizzes.explain.reply import Reply, reply_to
from quizzes.explain.schema import Point, Prompt
from tutorial.htmx import HtmxHttpRequest
from tutorial.library import library


@dataclass(frozen=True, slots=True)
class Standing:
    """A prompt in the list. `reply` is to the learner's newest explanation."""

    prompt: Prompt
    reply: Reply | None


@require_safe
@never_cache
def prompts(request: HttpRequest) -> HttpResponse:
    """Every prompt, with how this learner's newest explanation did."""
    newest = Explanation.objects.of(learner_id(request)).newest_to_each_prompt()
    standings = [Standing(prompt, _reply(newest.get(prompt.id), prompt)) for prompt in library().all(Prompt)]
    return render(request, "quizzes/prompts.html", {"standings": standings})


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@vary_on_headers("HX-Request")
def prompt(request: HtmxHttpRequest, prompt: str) -> HttpResponse:
    """A prompt and the reply to this learner's newest explanation. POST explains, `?answer=shown` reveals."""
    found = _prompt_or_404(prompt)
    if request.method != "POST":
        return _page(request, found)
    form = ExplanationForm(request.POST)
    if not form.is_valid():
        return _refusal(request, found, form)
    explaining.submit_explanation(
        learner=learner_for_writing(request),
        prompt=found,
        text=form.cleaned_data["text"],
        now=timezone.now(),
    )
    return _to_result(found)


@require_POST
@never_cache
def claim_point(request: HttpRequest, explanation: UUID, point: str) -> HttpResponse:
    """I did say this: count a point that the rules missed."""
    mine, found = _explanation_or_404(request, explanation)
    named = _point_or_404(found, point)
    explaining.claim_point(explanation=mine, prompt=found, point=named, now=timezone.now())
    return _to_result(found)


@require_POST
@never_cache
def withdraw_claim(request: HttpRequest, explanation: UUID, point: str) -> HttpResponse:
    """Take "I did say this" back."""
    mine, found = _explanation_or_404(request, explanation)
    named = _point_or_404(found, point)
    explaining.withdraw_claim(explanation=mine, prompt=found, point=named, now=timezone.now())
    return _to_result(found)


def _prompt_or_404(prompt_id: str) -> Prompt:
    try:
        return library().find(Prompt, prompt_id)
    except KeyError:
        raise Http404(f"There is no prompt {prompt_id}") from None


def _explanation_or_404(request: HttpRequest, explanation_id: UUID) -> tuple[Explanation, Prompt]:
    """Only the learner's own: somebody else's looks as if it were not there."""
    mine = get_object_or_404(Explanation.objects.of(learner_id(request)), pk=explanation_id)
    return mine, _prompt_or_404(mine.prompt)


def _point_or_404(prompt: Prompt, point_id: str) -> Point:
    for point in prompt.points:
        if point.id == point_id:
            return point
    raise Http404(f"There is no point {point_id}")


def _to_result(prompt: Prompt) -> HttpResponse:
    return redirect(f"{reverse('quizzes:prompt', args=[prompt.id])}#score")


def _reply(explanation: Explanation | None, prompt: Prompt) -> Reply | None:
    return reply_to(explanation, prompt) if explanation else None


def _page(request: HtmxHttpRequest, prompt: Prompt) -> HttpResponse:
    newest = Explanation.objects.of(learner_id(request)).newest_to(prompt.id)
    reply = _reply(newest, prompt)
    context = {
        "text": newest.text if newest else "",
        "reply": reply,
        "rewritten": newest is not None and reply is None,
        "shows_answer": reply is not None and request.GET.get("answer") == "shown",
    }
    return _render(request, prompt, context)


def _refusal(request: HtmxHttpRequest, prompt: Prompt, form: ExplanationForm) -> HttpResponse:
    context = {"text": request.POST.get("text", ""), "error": form.errors["text"][0]}
    return _render(request, prompt, context, status=422)


def _render(
    request: HtmxHttpRequest, prompt: Prompt, context: Mapping[str, object], *, status: int = 200
) -> HttpResponse:
    """The whole page, or for htmx the region that it swaps."""
    partial = "#result" if request.htmx and not request.htmx.history_restore_request else ""
    siblings = library().course_of(prompt).all(Prompt)
    number = siblings.index(prompt) + 1
    shared = {
        "prompt": prompt,
        "number": number,
        "total": len(siblings),
        "following": siblings[number] if number < len(siblings) else None,
        "most": MOST_CHARACTERS,
        "most_typed": MOST_TYPED,
    }
    return render(request, f"quizzes/prompt.html{partial}", {**shared, **context}, status=status)
