"""Attempts, answers and explanations, for operators to read."""

from datetime import timedelta
from typing import Any, ClassVar

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from learners.admin import OfALearner
from quizzes.models import Answer, Attempt, Draft, Explanation

AGES = {"1": "a day", "7": "a week", "30": "a month"}


class Began(admin.SimpleListFilter):
    """Attempts of the last days."""

    title, parameter_name = "begun within", "days"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return list(AGES.items())

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if self.value() not in AGES:
            return queryset
        return queryset.filter(started_at__gte=timezone.now() - timedelta(days=int(self.value() or 0)))


class HandedIn(admin.SimpleListFilter):
    """Exams by whether they are over. Practice is never handed in."""

    title, parameter_name = "exam", "exam"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("open", "open"), ("over", "handed in")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if self.value() in {"open", "over"}:
            return queryset.filter(mode="exam", submitted_at__isnull=self.value() == "open")
        return queryset


class Rows(admin.TabularInline):  # type: ignore[type-arg]  # generic in its type hints only
    """What belongs to an attempt, to be read."""

    extra = 0
    can_delete = False

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class Answers(Rows):
    model = Answer
    fields = ("at", "question", "given", "score", "confidence", "hints")


class Drafts(Rows):
    model = Draft
    fields = ("at", "question", "given", "confidence")


class WhenLookedFor(OfALearner):
    """Nothing is listed until somebody looks for it: there may be a million, and no index on their times."""

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        if not search_term:
            return queryset.none(), False
        return super().get_search_results(request, queryset, search_term)


@admin.register(Attempt)
class AttemptAdmin(WhenLookedFor):
    list_display = ("id", "who", "quiz", "course", "mode", "started_at", "submitted_at")
    list_filter = ("mode", HandedIn, Began)
    ordering = ("-started_at",)
    inlines: ClassVar = [Answers, Drafts]


@admin.register(Explanation)
class ExplanationAdmin(WhenLookedFor):
    list_display = ("id", "who", "prompt", "at")
    ordering = ("-at",)
