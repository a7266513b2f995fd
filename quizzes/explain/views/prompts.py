"""The list of prompts, one prompt with the reply to it, and all that a learner has explained of it."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe
from django.views.decorators.vary import vary_on_headers

from learners.current import learner_for_writing, learner_id
from quizzes.explain import explaining, past
from quizzes.explain.forms import MOST_CHARACTERS, MOST_TYPED, ExplanationForm
from quizzes.explain.models import Explanation, Reveal
from quizzes.explain.reply import Reply
from quizzes.explain.schema import Prompt
from quizzes.explain.views.results import to_result
from tutorial.htmx import HtmxHttpRequest
from tutorial.library import library

ON_A_PAGE = 10


@dataclass(frozen=True, slots=True)
class Standing:
    """A prompt in the list. `reply` is to the learner's newest explanation."""

    prompt: Prompt
    reply: Reply | None


@require_safe
@never_cache
def prompts(request: HttpRequest) -> HttpResponse:
    """Every prompt, with how this learner's newest explanation did; then those that are asked no more."""
    newest = Explanation.objects.of(learner_id(request)).newest_to_each_prompt()
    replies = {reply.explanation.prompt: reply for reply in past.replies(newest.values())}
    asked = library().all(Prompt)
    standings = [Standing(prompt, replies.pop(prompt.id, None)) for prompt in asked]
    gone = [Standing(reply.prompt, reply) for reply in replies.values()]
    return render(request, "quizzes/prompts.html", {"standings": standings, "gone": gone})


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@vary_on_headers("HX-Request")
def prompt(request: HtmxHttpRequest, prompt: str) -> HttpResponse:
    """A prompt and the reply to this learner's newest explanation. POST explains."""
    found = past.current(prompt)
    if found is None:
        raise Http404(f"There is no prompt {prompt}")
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
    return to_result(found.id)


@require_safe
@never_cache
def explanations(request: HttpRequest, prompt: str) -> HttpResponse:
    """What this learner has explained of a prompt, also of one that is asked no more. The newest first."""
    mine = Explanation.objects.of(learner_id(request)).to(prompt)
    asked = past.current(prompt)
    page = Paginator(mine, ON_A_PAGE).get_page(request.GET.get("page"))
    reveals = Reveal.objects.of(page[0]) if page else ()
    replies = past.replies(page, reveals)
    if not page and asked is None:
        raise Http404(f"Nothing was explained of {prompt}")
    context = {"prompt": asked, "page": page, "replies": replies, "unread": len(page) - len(replies)}
    return render(request, "quizzes/explanations.html", context)


def _page(request: HtmxHttpRequest, prompt: Prompt) -> HttpResponse:
    newest = Explanation.objects.of(learner_id(request)).newest_to(prompt.id)
    reply = past.reply(newest)
    context = {
        "text": newest.text if newest else "",
        "reply": reply,
        "rewritten": newest is not None and newest.digest != prompt.digest,
        "at": request.GET.get("at", "score"),
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
