"""Who comes in, and what holds for every list."""

from typing import Any

from django.apps import apps
from django.contrib import admin
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from config.operators.lists import BoundedPaginator

# They hold keys and tokens, or what this site does not use.
NOT_SHOWN = {"account", "socialaccount", "auth"}
LISTS = {
    "paginator": BoundedPaginator,
    "show_full_result_count": False,
    "list_per_page": 50,
    "sortable_by": (),  # by a column without an index it would take long
}


class OperatorSite(admin.AdminSite):
    """Staff sign in by the site's own door, so its limits on tries hold here, too."""

    site_header = site_title = "Behind the Scenes: operators"
    index_title = "What to look for"
    final_catch_all_view = False  # what is not there is a plain 404

    def register(self, model_or_iterable: Any, admin_class: Any = None, **options: Any) -> None:
        """Each list has the site's bounds. What an app registers of NOT_SHOWN is left out."""
        models = model_or_iterable if isinstance(model_or_iterable, (list, tuple)) else [model_or_iterable]
        if shown := [model for model in models if _app_of(model) not in NOT_SHOWN]:
            super().register(shown, admin_class, **{**LISTS, **options})

    def login(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """Nobody signs in here. Who has, and is no operator, is refused."""
        if request.user.is_authenticated and not self.has_permission(request):
            raise PermissionDenied
        if request.user.is_authenticated:
            return redirect("admin:index")
        return redirect_to_login(self._wanted(request))

    def password_change(  # type: ignore[override]  # a redirect will do
        self, request: HttpRequest, extra_context: Any = None
    ) -> HttpResponse:
        """At the site's own page for that."""
        return redirect("account_change_password")

    def _wanted(self, request: HttpRequest) -> str:
        """The page they were sent here from; never one of another site (the door looks at it again)."""
        return request.GET.get("next") or reverse("admin:index")


def _app_of(model: type[Model]) -> str:
    config = apps.get_containing_app_config(model.__module__)
    return config.label if config else ""
