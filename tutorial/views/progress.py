"""What the learner knows, concept by concept."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from learners.current import learner_id
from tutorial.concept_map import maps_of


@require_safe
def progress(request: HttpRequest) -> HttpResponse:
    """The concept map of every course. Reading writes nothing."""
    now = timezone.now()
    maps = maps_of(learner_id(request), now)
    met = sum(course_map.met for course_map in maps)
    context = {
        "maps": maps,
        "begun": bool(met),
        "met": met,
        "total": sum(len(course_map.standings) for course_map in maps),
        "to_mend": sum(len(course_map.to_mend) for course_map in maps),
        "now": now,
    }
    return render(request, "tutorial/progress.html", context)
