"""An attempt: one question at a time, its feedback, the result. What an open exam shows is in `exams`."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe
from django.views.decorators.vary import vary_on_headers
from django_htmx.http import push_url

from quizzes import answering, attempts, exams
from quizzes.feedback import feedback_on
from quizzes.forms import ConfidenceForm
from quizzes.kinds import Question
from quizzes.kinds.question import AnswerForm
from quizzes.models import Answer, Mode
from quizzes.results import result_of
from quizzes.sitting import Place, Sitting, sit
from quizzes.views.exams import TOO_LATE, exam, keep_draft
from quizzes.views.pages import attempt_or_404, draw_page, place_asked, url_of
from tutorial.htmx import HtmxHttpRequest

ALREADY_ANSWERED = "You had already answered this question, and the first answer counts."
NOT_ASKED = "That question is not part of this attempt, so the answer was not counted."


@require_safe
@never_cache
@vary_on_headers("HX-Request")
def attempt(request: HtmxHttpRequest, attempt: UUID) -> HttpResponse:
    """What comes next: a question, or the result. `?question=<id>` looks again at one that is answered."""
    mine = attempt_or_404(request, attempt)
    exams.hand_in_if_over(mine, timezone.now())  # before anything of it is shown
    sitting = sit(mine)
    looked_at = sitting.place(request.GET.get("question", ""))
    if mine.is_open_exam:
        return exam(request, sitting, looked_at)
    feedback = feedback_on(looked_at) if looked_at else None
    if feedback:
        return draw_page(request, "feedback", sitting, {"place": looked_at, "feedback": feedback})
    if sitting.next and sitting.next.question:
        return _question_page(request, sitting, sitting.next, sitting.next.question)
    return draw_page(request, "result", sitting, {"result": result_of(sitting)})


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@vary_on_headers("HX-Request")
def submit_answer(request: HtmxHttpRequest, attempt: UUID) -> HttpResponse:
    """Judge an answer and go on to its feedback; in an exam keep it. GET goes back to the attempt."""
    mine = attempt_or_404(request, attempt)
    if request.method != "POST":
        return redirect("quizzes:attempt", mine.pk)
    sitting = sit(mine)
    place = place_asked(request, sitting)
    if place is None or place.question is None:
        return _not_asked(request, sitting)
    if mine.is_open_exam:
        return keep_draft(request, sitting, place, place.question)
    if place.answer:
        return _already_answered(request, sitting, place, place.answer)
    form = place.question.form(place.shown, request.POST)
    if not form.is_valid():
        return push_url(_question_page(request, sitting, place, place.question, form, status=422), False)
    counted = answering.submit_answer(
        attempt=mine,
        question=place.question,
        given=form.given(),
        confidence=ConfidenceForm(request.POST).said,
        now=timezone.now(),
    )
    return redirect(url_of(sitting, counted.question))


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@vary_on_headers("HX-Request")
def hint(request: HtmxHttpRequest, attempt: UUID) -> HttpResponse:
    """One more hint, with what has been filled in so far. An exam has none. GET goes back to the attempt."""
    mine = attempt_or_404(request, attempt)
    sitting = sit(mine)
    place = place_asked(request, sitting)
    if request.method != "POST" or mine.is_open_exam or not place or not place.question or place.answer:
        return redirect("quizzes:attempt", mine.pk)
    answering.look_at_hint(attempt=mine, question=place.question, now=timezone.now())
    as_it_was = place.question.form(place.shown, request.POST)
    as_it_was.errors.clear()  # nothing is refused yet, however little is filled in
    return push_url(_question_page(request, sitting, place, place.question, as_it_was), False)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def retry_missed(request: HttpRequest, attempt: UUID) -> HttpResponse:
    """A new attempt with the missed questions of this one; back to this one if there are none, or by GET."""
    mine = attempt_or_404(request, attempt)
    retry = attempts.retry_missed(attempt=mine, now=timezone.now()) if request.method == "POST" else None
    return redirect("quizzes:attempt", (retry or mine).pk)


def _not_asked(request: HttpRequest, sitting: Sitting) -> HttpResponse:
    if sitting.is_open:
        messages.info(request, NOT_ASKED)
    return redirect("quizzes:attempt", sitting.attempt.pk)


def _already_answered(request: HttpRequest, sitting: Sitting, place: Place, answer: Answer) -> HttpResponse:
    form = place.question.form(place.shown, request.POST) if place.question else None
    if form is None or not form.is_valid() or form.given() != answer.given:
        messages.info(request, TOO_LATE if sitting.attempt.mode == Mode.EXAM else ALREADY_ANSWERED)
    return redirect(url_of(sitting, answer.question))


def _question_page(
    request: HtmxHttpRequest,
    sitting: Sitting,
    place: Place,
    question: Question,
    form: AnswerForm | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    seen = sitting.attempt.hints_seen(question)
    context = {
        "place": place,
        "form": form or question.form(place.shown),
        "confidence": ConfidenceForm(request.POST).said,
        "hints": question.hints[:seen],
        "hints_left": len(question.hints) - seen,
    }
    return draw_page(request, "question", sitting, context, status=status)
