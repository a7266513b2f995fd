"""The course and the main navigation, for every template."""

from django.http import HttpRequest


def course(request: HttpRequest) -> dict[str, object]:
    return {"navigation": []}
