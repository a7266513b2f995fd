"""The pages of the quizzes: the list, one quiz, and an attempt at it, one question at a time."""

import secrets
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe
from django.views.decorators.vary import vary_on_headers
from django_htmx.http import push_url

from learners.current import learner_for_writing, learner_id
from quizzes import attempts, history
from quizzes.feedback import feedback_on
from quizzes.kinds.question import AnswerForm
from quizzes.models import Answer, Attempt
from quizzes.results import result_of
from quizzes.schema import Quiz
from quizzes.sitting import Place, Sitting, sit
from tutorial.htmx import HtmxHttpRequest
from tutorial.library import library

SEED_BITS = 32
ALREADY_ANSWERED = "You had already answered this question, and the first answer counts."
NOT_ASKED = "That question is not part of this attempt, so the answer was not counted."


@require_safe
@never_cache
def index(request: HttpRequest) -> HttpResponse:
    """Every quiz, with this learner's best and last score."""
    return render(request, "quizzes/index.html", {"standings": history.standings(learner_id(request))})


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def quiz(request: HttpRequest, quiz: str) -> HttpResponse:
    """Start, continue, past attempts. POST starts."""
    found = _quiz_or_404(quiz)
    if request.method == "POST":
        learner, seed = learner_for_writing(request), secrets.randbits(SEED_BITS)
        started = attempts.start_attempt(learner=learner, quiz=found, seed=seed, now=timezone.now())
        return redirect("quizzes:attempt", started.pk)
    return render(request, "quizzes/quiz.html", {"standing": history.standing(found, learner_id(request))})


@require_safe
@never_cache
@vary_on_headers("HX-Request")
def attempt(request: HtmxHttpRequest, attempt: UUID) -> HttpResponse:
    """What comes next: a question, or the result. `?question=<id>` looks again at one that is answered."""
    sitting = sit(_attempt_or_404(request, attempt))
    looked_at = sitting.place(request.GET.get("question", ""))
    if looked_at and looked_at.answer and looked_at.question:
        context = {"place": looked_at, "feedback": feedback_on(looked_at.question, looked_at.answer)}
        return _page(request, "feedback", sitting, context)
    if sitting.next and sitting.next.question:
        return _question_page(request, sitting, sitting.next, sitting.next.question.form(sitting.next.shown))
    return _page(request, "result", sitting, {"result": result_of(sitting)})


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@vary_on_headers("HX-Request")
def submit_answer(request: HtmxHttpRequest, attempt: UUID) -> HttpResponse:
    """Judge an answer and go on to its feedback. GET goes back to the attempt."""
    mine = _attempt_or_404(request, attempt)
    if request.method != "POST":
        return redirect("quizzes:attempt", mine.pk)
    sitting = sit(mine)
    place = sitting.place(request.POST["question"]) if "question" in request.POST else sitting.next
    if place is None or place.question is None:
        return _not_asked(request, sitting)
    if place.answer:
        return _already_answered(request, sitting, place, place.answer)
    form = place.question.form(place.shown, request.POST)
    if not form.is_valid():
        return push_url(_question_page(request, sitting, place, form, status=422), False)
    counted = attempts.submit_answer(
        attempt=mine, question=place.question, given=form.given(), now=timezone.now()
    )
    return redirect(_feedback_url(sitting, counted))


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def retry_missed(request: HttpRequest, attempt: UUID) -> HttpResponse:
    """A new attempt with the missed questions of this one; back to this one if there are none, or by GET."""
    mine = _attempt_or_404(request, attempt)
    retry = attempts.retry_missed(attempt=mine, now=timezone.now()) if request.method == "POST" else None
    return redirect("quizzes:attempt", (retry or mine).pk)


def _quiz_or_404(quiz_id: str) -> Quiz:
    try:
        return library().find(Quiz, quiz_id)
    except KeyError:
        raise Http404(f"There is no quiz {quiz_id}") from None


def _attempt_or_404(request: HttpRequest, attempt_id: UUID) -> Attempt:
    """Only the learner's own: somebody else's attempt looks as if it were not there."""
    return get_object_or_404(Attempt.objects.of(learner_id(request)), pk=attempt_id)


def _not_asked(request: HttpRequest, sitting: Sitting) -> HttpResponse:
    if sitting.next:
        messages.info(request, NOT_ASKED)
    return redirect("quizzes:attempt", sitting.attempt.pk)


def _already_answered(request: HttpRequest, sitting: Sitting, place: Place, answer: Answer) -> HttpResponse:
    if place.question and not _is_the_same(place.question.form(place.shown, request.POST), answer):
        messages.info(request, ALREADY_ANSWERED)
    return redirect(_feedback_url(sitting, answer))


def _is_the_same(form: AnswerForm, answer: Answer) -> bool:
    return form.is_valid() and form.given() == answer.given


def _feedback_url(sitting: Sitting, answer: Answer) -> str:
    return f"{reverse('quizzes:attempt', args=[sitting.attempt.pk])}?question={answer.question}"


def _question_page(
    request: HtmxHttpRequest, sitting: Sitting, place: Place, form: AnswerForm, *, status: int = 200
) -> HttpResponse:
    return _page(request, "question", sitting, {"place": place, "form": form}, status=status)


def _page(
    request: HtmxHttpRequest, name: str, sitting: Sitting, context: dict[str, object], *, status: int = 200
) -> HttpResponse:
    """The whole page, or for htmx the region that it swaps."""
    partial = "#sitting" if request.htmx and not request.htmx.history_restore_request else ""
    shared = {"sitting": sitting, "notices": messages.get_messages(request)}
    return render(request, f"quizzes/{name}.html{partial}", {**shared, **context}, status=status)
