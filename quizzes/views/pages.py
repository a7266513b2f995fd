"""What the pages of an attempt share: whose it is, and how a page of it is drawn."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.template.loader import get_template
from django.urls import reverse

from learners.current import learner_id
from quizzes.models import Attempt, Confidence
from quizzes.sitting import Place, Sitting
from tutorial.htmx import HtmxHttpRequest


def attempt_or_404(request: HttpRequest, attempt_id: UUID) -> Attempt:
    """Only the learner's own: somebody else's attempt looks as if it were not there."""
    return get_object_or_404(Attempt.objects.of(learner_id(request)), pk=attempt_id)


def place_asked(request: HttpRequest, sitting: Sitting) -> Place | None:
    """The place of the question that a form names, or of the next one if it names none."""
    return sitting.place(request.POST["question"]) if "question" in request.POST else sitting.next


def url_of(sitting: Sitting, question: str = "") -> str:
    """The attempt, or the page of one question in it."""
    address = reverse("quizzes:attempt", args=[sitting.attempt.pk])
    return f"{address}?question={question}" if question else address


def draw_page(
    request: HtmxHttpRequest, name: str, sitting: Sitting, context: dict[str, object], *, status: int = 200
) -> HttpResponse:
    """The whole page, or for htmx the region that it swaps, with the title that the page then has."""
    shared = {
        "sitting": sitting,
        "notices": messages.get_messages(request),
        "confidences": Confidence.choices,
    }
    template, context = f"quizzes/{name}.html", {**shared, **context}
    if not request.htmx or request.htmx.history_restore_request:
        return render(request, template, context, status=status)
    region = render(request, f"{template}#sitting", context, status=status)
    title = get_template(f"{template}#title").render(context)
    region.content = f"<title>{title} · Behind the Scenes</title>".encode() + region.content
    return region
