"""The front page (what the courses teach, where the visitor is, what to do next)."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from learners.current import learner_id
from tutorial.library import library
from tutorial.programme import programme
from tutorial.progress import progress_of


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    progress = progress_of(learner_id(request), timezone.now())
    first, *more = (programme(course, progress) for course in library().courses)
    context = {
        "programme": first,
        "more": more,
        "begun": bool(progress.signs),
        "notices": messages.get_messages(request),
    }
    return render(request, "tutorial/home.html", context)
