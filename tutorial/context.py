"""The course and the main navigation, for every template."""

from django.http import HttpRequest

from tutorial.library import library
from tutorial.rooms import navigation


def course(request: HttpRequest) -> dict[str, object]:
    first = library().course
    return {"course": first, "navigation": navigation(first, request.path)}
