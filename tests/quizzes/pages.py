"""Addresses of the pages of an attempt."""

from django.urls import reverse

from quizzes.models import Attempt

HTMX = {"HX-Request": "true"}


def page_of(attempt: Attempt, question: str | None = None) -> str:
    address = reverse("quizzes:attempt", args=[attempt.pk])
    return f"{address}?question={question}" if question else address


def answer_page(attempt: Attempt) -> str:
    return reverse("quizzes:submit_answer", args=[attempt.pk])


def retry_page(attempt: Attempt) -> str:
    return reverse("quizzes:retry_missed", args=[attempt.pk])
