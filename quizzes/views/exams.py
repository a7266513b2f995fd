"""An open exam: its questions in any order, what is answered so far, handing in."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods
from django_htmx.http import push_url

from quizzes import exams
from quizzes.forms import ConfidenceForm
from quizzes.kinds import Question
from quizzes.kinds.question import AnswerForm
from quizzes.models import Attempt
from quizzes.sitting import Place, Sitting, sit
from quizzes.views.pages import attempt_or_404, draw_page, url_of
from tutorial.htmx import HtmxHttpRequest

TOO_LATE = "This exam is over, so the answer that you sent last was not counted."
OVERVIEW = "all"


def exam(request: HtmxHttpRequest, sitting: Sitting, looked_at: Place | None) -> HttpResponse:
    """The question that the address names, else the first without an answer, else what is answered so far."""
    place = looked_at or (sitting.next if request.GET.get("question") != OVERVIEW else None)
    if place is None or place.question is None:
        return draw_page(request, "overview", sitting, time_left(sitting.attempt))
    before = place.draft.given if place.draft else []
    return _question_page(request, sitting, place, place.question.form(place.shown, before=before))


def keep_draft(request: HtmxHttpRequest, sitting: Sitting, place: Place, question: Question) -> HttpResponse:
    """Keep the answer that was sent, and go where the form says, or to the next question without one.

    Who only goes somewhere else need not have answered.
    """
    form, now = question.form(place.shown, request.POST), timezone.now()
    to = request.POST.get("to", "")
    if not form.is_valid():
        if to and _is_empty(form):
            return redirect(url_of(sitting, to))
        return push_url(_question_page(request, sitting, place, form, status=422), False)
    try:
        exams.keep_draft(
            attempt=sitting.attempt,
            question=question,
            given=form.given(),
            confidence=ConfidenceForm(request.POST).said,
            now=now,
        )
    except exams.ExamIsOver:
        messages.info(request, TOO_LATE)
        return redirect(url_of(sitting))
    if sitting.attempt.ends_at and now >= sitting.attempt.ends_at:
        exams.hand_in(attempt=sitting.attempt, now=now)
        return redirect(url_of(sitting))
    return redirect(url_of(sitting, to or _after(sit(sitting.attempt), place)))


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def hand_in(request: HttpRequest, attempt: UUID) -> HttpResponse:
    """End an exam and judge its answers. GET goes back to it."""
    mine = attempt_or_404(request, attempt)
    if request.method == "POST":
        exams.hand_in(attempt=mine, now=timezone.now())
    return redirect("quizzes:attempt", mine.pk)


def time_left(attempt: Attempt) -> dict[str, object]:
    """Seconds until the end (None without a limit), and how long after it what is on its way still counts."""
    if attempt.ends_at is None:
        return {"seconds_left": None}
    left = (attempt.ends_at - timezone.now()).total_seconds()
    return {"seconds_left": max(0, int(left)), "grace": int(exams.ON_ITS_WAY.total_seconds())}


def _is_empty(form: AnswerForm) -> bool:
    return all(fault.code == "required" for faults in form.errors.as_data().values() for fault in faults)


def _after(sitting: Sitting, place: Place) -> str:
    """The next question without an answer: behind this one, else from the beginning, else the overview."""
    behind = (other for other in sitting.places[place.number :] if not other.is_done)
    following = next(behind, None) or sitting.next
    return following.question_id if following else OVERVIEW


def _question_page(
    request: HtmxHttpRequest, sitting: Sitting, place: Place, form: AnswerForm, *, status: int = 200
) -> HttpResponse:
    said = ConfidenceForm(request.POST).said
    context = {
        "place": place,
        "form": form,
        "confidence": said or (place.draft.confidence if place.draft else ""),
        **time_left(sitting.attempt),
    }
    return draw_page(request, "exam", sitting, context, status=status)
