"""Runs of the lab, for operators: which are stuck, what each waits for, and queueing them again."""

from datetime import UTC, datetime, timedelta
from typing import Any, ClassVar
from uuid import UUID

from django.contrib import admin, messages
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone

from demos import runs
from demos.models import Letter, Picture, Run, Span
from demos.scenarios import scenarios

STUCK_MINUTES = {"2": "2 minutes", "10": "10 minutes", "60": "an hour"}


class Unfinished(admin.SimpleListFilter):
    """Runs that are not over, by how long they have lasted."""

    title, parameter_name = "unfinished for", "unfinished"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return list(STUCK_MINUTES.items())

    def queryset(self, request: HttpRequest, queryset: QuerySet[Run]) -> QuerySet[Run]:
        if self.value() not in STUCK_MINUTES:
            return queryset
        before = timezone.now() - timedelta(minutes=int(self.value() or 0))
        return queryset.filter(status__in=runs.UNFINISHED, started_at__lt=before)


class InScenario(admin.SimpleListFilter):
    """By the room that the run is of."""

    title = parameter_name = "scenario"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(scenario.slug, scenario.title) for scenario in scenarios()]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Run]) -> QuerySet[Run]:
        return queryset.filter(scenario=self.value()) if self.value() else queryset


class Rows(admin.TabularInline):  # type: ignore[type-arg]  # generic in its type hints only
    """What belongs to a run, to be read."""

    extra = 0
    can_delete = False

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class Spans(Rows):
    model = Span
    fields = ("name", "kind", "place", "taken_by", "began", "ended")
    readonly_fields = ("began", "ended")

    @admin.display(description="began (UTC)")
    def began(self, span: Span) -> str:
        """By the clock, as the logs have it."""
        return _clock(span.started_at)

    @admin.display(description="ended (UTC)")
    def ended(self, span: Span) -> str:
        """Likewise; nothing where it lasts."""
        return _clock(span.ended_at) if span.ended_at else ""


class Pictures(Rows):
    model = Picture
    fields = ("size", "width", "height", "bytes", "made_at")


class Letters(Rows):
    model = Letter
    fields = ("subject", "arrived_at")


@admin.register(Run)
class RunAdmin(admin.ModelAdmin):  # type: ignore[type-arg]  # generic in its type hints only
    """A run is found by its id, its visitor's, or that of its request, which is in the reply's header."""

    search_fields = ("id",)
    search_help_text = "The id of a run, of its visitor, or of its request (X-Request-ID)."
    list_display = ("id", "scenario", "lane", "status", "started_at", "failure")
    list_filter = ("status", Unfinished, "lane", InScenario)
    ordering = ("-started_at",)
    fields = (
        *("id", "scenario", "lane", "status", "waits_for", "failure", "started_at", "response_ms"),
        *("reply_status", "request_id", "visitor", "settings", "machine"),
    )
    readonly_fields = fields
    inlines: ClassVar = [Spans, Pictures, Letters]
    actions = ("queue_again",)

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Run], search_term: str
    ) -> tuple[QuerySet[Run], bool]:
        return (queryset.filter(_called(search_term.strip())) if search_term else queryset), False

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Run | None = None) -> bool:
        return False

    @admin.display(description="waits for, or is at")
    def waits_for(self, run: Run) -> str:
        """What is open in it."""
        open_spans = run.spans.filter(ended_at=None)
        return ", ".join(f"{span.name} ({span.place})" for span in open_spans) or "nothing"

    @admin.action(description="Queue again (background runs that are not over)", permissions=["change"])
    def queue_again(self, request: HttpRequest, chosen: QuerySet[Run]) -> None:
        """The housekeeping does it within ten seconds. A task that runs twice does no harm."""
        waiting = chosen.filter(lane=Run.Lane.BACKGROUND, status__in=runs.UNFINISHED)
        again = list(waiting.values_list("pk", flat=True))
        for run_id in again:
            runs.note_unqueued(run_id)
        left = chosen.count() - len(again)
        self.message_user(
            request,
            f"{len(again)} will be queued again within ten seconds; {left} left as they are.",
            messages.SUCCESS if again else messages.WARNING,
        )


def _clock(time: datetime) -> str:
    return time.astimezone(UTC).isoformat(sep=" ", timespec="milliseconds")[:23]


def _called(words: str) -> Q:
    of_request = Q(request_id=words)
    try:
        return of_request | Q(pk=UUID(words)) | Q(visitor=UUID(words))
    except ValueError:
        return of_request
