"""The front page (what the courses teach, where the visitor is, what to do next) and ways into the rooms."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from learners.current import learner_id
from tutorial.library import library
from tutorial.programme import programme
from tutorial.progress import progress_of
from tutorial.rooms import ROOMS


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    progress = progress_of(learner_id(request), timezone.now())
    first, *more = (programme(course, progress) for course in library().courses)
    return render(
        request, "tutorial/home.html", {"programme": first, "more": more, "begun": bool(progress.signs)}
    )


@require_safe
def entrance(request: HttpRequest, shelf: str) -> HttpResponse:
    """A room without a front page begins at the first thing in it."""
    room = next(room for room in ROOMS if room.shelf == shelf)
    for course in library().courses:
        for item in room.items(course):
            return HttpResponseRedirect(room.url(item))
    raise Http404(f"There are no {shelf}")
