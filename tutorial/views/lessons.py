"""A lesson, and what its reader says of it: a recall prompt answered, the lesson read."""

from dataclasses import dataclass

from django import forms
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from learners.current import learner_for_writing, learner_id
from tutorial.htmx import HtmxHttpRequest
from tutorial.library import Lesson, Recall, library
from tutorial.programme import programme
from tutorial.progress import Progress, latest
from tutorial.reading import just_read, record_read, record_recall
from tutorial.shown import signs_of
from tutorial.views.found import found_or_404


class RecallForm(forms.Form):
    had_it = forms.TypedChoiceField(
        choices=[("yes", "I had it"), ("no", "Not yet")], coerce=lambda said: said == "yes"
    )


@dataclass(frozen=True, slots=True)
class LessonLink:
    lesson: Lesson
    read: bool
    here: bool


@require_safe
def lesson(request: HttpRequest, lesson: str) -> HttpResponse:
    found = found_or_404(Lesson, lesson)
    course = library().course_of(found)
    signs = signs_of(learner_id(request))
    progress = Progress(latest(signs))
    context = {
        "lesson": found,
        "course": course,
        "progress": progress,
        "is_read": progress.met(found.id),
        "just_read": just_read(signs, found, timezone.now()),
        "lessons": [LessonLink(other, progress.met(other.id), other is found) for other in course.lessons],
        "ways_on": programme(course, progress).after(reverse("tutorial:lesson", args=[found.id])),
    }
    return render(request, "tutorial/lesson.html", context)


@require_POST
def recall(request: HtmxHttpRequest, lesson: str, recall: str) -> HttpResponse:
    """The reader says whether they knew the answer of a recall prompt."""
    found = found_or_404(Lesson, lesson)
    prompt = _recall_or_404(found, recall)
    form = RecallForm(request.POST)
    if form.is_valid():
        had_it = form.cleaned_data["had_it"]
        record_recall(learner=learner_for_writing(request), recall=prompt, had_it=had_it, now=timezone.now())
        if request.htmx:
            return render(request, "tutorial/recall.html#recall_reply", {"recall": prompt, "had_it": had_it})
    return HttpResponseRedirect(f"{reverse('tutorial:lesson', args=[found.id])}#{prompt.id}")


@require_POST
def read(request: HtmxHttpRequest, lesson: str) -> HttpResponse:
    """The reader says that they have read the lesson."""
    found = found_or_404(Lesson, lesson)
    record_read(learner=learner_for_writing(request), lesson=found, now=timezone.now())
    if request.htmx:
        return render(
            request, "tutorial/lesson.html#read", {"lesson": found, "just_read": True, "just_now": True}
        )
    return HttpResponseRedirect(f"{reverse('tutorial:lesson', args=[found.id])}#read")


def _recall_or_404(lesson: Lesson, name: str) -> Recall:
    found = found_or_404(Recall, name)
    if library().container_of(found).id != lesson.id:
        raise Http404(f"There is no recall prompt {name} in {lesson.id}")
    return found
