"""What there is to take, and how it begins: the list, a quiz, a test drawn from a course."""

import secrets

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from learners.current import learner_for_writing, learner_id
from quizzes import attempts, history
from quizzes.drawing import questions_of
from quizzes.forms import MOST_MINUTES, SEED_BITS, TermsForm
from quizzes.models import Mode
from quizzes.schema import Quiz
from tutorial.library import Course, library
from tutorial.views.found import found_or_404


@require_safe
@never_cache
def index(request: HttpRequest) -> HttpResponse:
    """Every quiz, with this learner's best and last score."""
    standings = history.standings(learner_id(request), request.GET.get("page"))
    return render(request, "quizzes/index.html", {"standings": standings, "page": standings.past})


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def quiz(request: HttpRequest, quiz: str) -> HttpResponse:
    """Start, continue, past attempts. POST starts."""
    found = found_or_404(Quiz, quiz)
    form = TermsForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return _page(request, found, form)
    started = attempts.start_attempt(
        learner=learner_for_writing(request),
        quiz=found,
        seed=secrets.randbits(SEED_BITS),
        now=timezone.now(),
        terms=form.terms,
    )
    return redirect("quizzes:attempt", started.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def test(request: HttpRequest, course: str) -> HttpResponse:
    """Ten questions from the whole course. POST starts; `seed`, if given, says which ten."""
    found = _course_or_404(course)
    form = TermsForm(request.POST if request.method == "POST" else None, initial=request.GET.dict())
    if not form.is_valid():
        return _page(request, found, form)
    seed = form.cleaned_data["seed"]
    started = attempts.start_test(
        learner=learner_for_writing(request),
        course=found,
        seed=secrets.randbits(SEED_BITS) if seed is None else seed,
        now=timezone.now(),
        terms=form.terms,
        wanted=seed is not None,
    )
    return redirect("quizzes:attempt", started.pk)


def _page(request: HttpRequest, of: Quiz | Course, form: TermsForm) -> HttpResponse:
    learner = learner_id(request)
    context = {
        "standing": history.Standing(of),
        "unfinished": history.unfinished_at(of, learner),
        "page": history.attempts_at(of, learner, request.GET.get("page")),
        "form": form,
        "exam": (form["mode"].value() or Mode.PRACTICE) == Mode.EXAM,
        "most_minutes": MOST_MINUTES,
        "is_test": isinstance(of, Course),
    }
    return render(request, "quizzes/quiz.html", context, status=422 if form.is_bound else 200)


def _course_or_404(course_id: str) -> Course:
    for course in library().courses:
        if course.id == course_id and questions_of(course):
            return course
    raise Http404(f"There is no test of {course_id}")
