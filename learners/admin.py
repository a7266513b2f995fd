"""What operators see of learners: all of it can be found, and what learners did can only be read."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import admin, messages
from django.db.models import Model, Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from learners.finding import as_id, learners_called, users_called
from learners.models import Evidence, Learner, User

GUEST = "a guest"
LOGS = ("quizzes_attempt", "quizzes_explanation", "tutorial_review", "learners_evidence")


class ReadOnly(admin.ModelAdmin):  # type: ignore[type-arg]  # generic in its type hints only
    """Rows that are written once: nobody adds, changes or deletes any here."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False


class OfALearner(ReadOnly):
    """Rows with a `learner`, found by their address or id; by their own id, too, where that is no number."""

    search_fields = ("learner",)
    search_help_text = "An email address (or how it begins), or the id of a learner or of the row."
    list_select_related = ("learner__user",)

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        if not search_term:
            return queryset, False
        found = learners_called(search_term)
        if (own := as_id(search_term)) and self.opts.pk.get_internal_type() == "UUIDField":
            found |= Q(pk=own)
        return queryset.filter(found), False

    @admin.display(description="learner")
    def who(self, row: Any) -> str:
        """The address of their account."""
        return row.learner.user.get_username() if row.learner.user else GUEST


@admin.register(User)
class UserAdmin(admin.ModelAdmin):  # type: ignore[type-arg]  # generic in its type hints only
    """Accounts can be found and deactivated. Passwords are neither shown nor changed here."""

    search_fields = ("username",)
    search_help_text = "An email address, or how it begins."
    list_display = ("username", "is_active", "is_staff", "date_joined")
    list_filter = ("is_active", "is_staff")
    ordering = ("-pk",)
    list_select_related = ("learner",)
    fields = ("username", "email", "is_active", "is_staff", "date_joined", "last_login", "welcomed_at", "did")
    readonly_fields = tuple(field for field in fields if field != "is_active")
    actions = ("deactivate", "activate")

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[User], search_term: str
    ) -> tuple[QuerySet[User], bool]:
        return (queryset.filter(pk__in=users_called(search_term)) if search_term else queryset), False

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        """Whoever owns an account deletes it, with all that is in it, at their own page."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        above = bool(obj and obj.is_superuser and not request.user.is_superuser)
        return super().has_change_permission(request, obj) and not above

    @admin.display(description="what they did")
    def did(self, user: User) -> SafeString | str:
        """Links to the lists of it."""
        learner = Learner.objects.filter(user=user).first()
        return links_of(learner) if learner else "nothing yet"

    @admin.action(description="Deactivate: they are signed out, and cannot sign in", permissions=["change"])
    def deactivate(self, request: HttpRequest, users: QuerySet[User]) -> None:
        count = users.filter(is_superuser=False).update(is_active=False)
        self.message_user(request, f"{count} deactivated. Superusers are left alone here.", messages.SUCCESS)

    @admin.action(description="Activate again", permissions=["change"])
    def activate(self, request: HttpRequest, users: QuerySet[User]) -> None:
        count = users.filter(is_superuser=False).update(is_active=True)
        self.message_user(request, f"{count} activated. Superusers are left alone here.", messages.SUCCESS)


@admin.register(Learner)
class LearnerAdmin(ReadOnly):
    """Learners by address or id, with the ways to what they did."""

    search_fields = ("user",)
    search_help_text = "An email address (or how it begins), or a learner's id."
    list_display = ("id", "user", "created_at")
    list_select_related = ("user",)
    fields = ("id", "user", "created_at", "moved_to", "moved_at", "did")
    readonly_fields = fields

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Learner], search_term: str
    ) -> tuple[QuerySet[Learner], bool]:
        if learner := as_id(search_term):
            return queryset.filter(pk=learner), False
        if not search_term:
            return queryset, False
        return queryset.filter(user__in=users_called(search_term)), False

    @admin.display(description="what they did")
    def did(self, learner: Learner) -> SafeString:
        return links_of(learner)


@admin.register(Evidence)
class EvidenceAdmin(OfALearner):
    list_display = ("at", "who", "concept", "kind", "right", "source")
    list_filter = ("kind", "right")
    ordering = ("-pk",)


def links_of(learner: Learner) -> SafeString:
    """To the lists of what a learner did."""
    query = urlencode({"q": str(learner.pk)})
    addresses = [(f"{reverse(f'admin:{log}_changelist')}?{query}", log.rpartition("_")[2]) for log in LOGS]
    return format_html("{}", format_html_join(", ", '<a href="{}">{}</a>', addresses))
