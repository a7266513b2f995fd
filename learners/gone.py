"""Requests that were on their way while their learner was deleted, in another tab or on another device."""

from collections.abc import Callable
from http import HTTPStatus

from django.core.exceptions import ObjectDoesNotExist
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from learners.current import learner_of_session
from learners.models import Learner


class AfterDeletion:
    """Middleware: whoever misses a row of theirs because all of them are deleted is shown just that."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """None where it is something else that went wrong."""
        if not isinstance(exception, (ObjectDoesNotExist, IntegrityError)) or not _has_gone(request):
            return None
        if "HX-Request" not in request.headers:
            return redirect("learners:deleted")
        return HttpResponse(status=HTTPStatus.NOT_FOUND, headers={"HX-Redirect": reverse("learners:deleted")})


def _has_gone(request: HttpRequest) -> bool:
    known = learner_of_session(request)
    return known is not None and not Learner.objects.filter(pk=known).exists()
