"""Presenter mode: the scenes of the lab, one after another, before a class."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from demos.presenters import presenter_required, why
from demos.scenarios import scenarios


@require_safe
@never_cache
@presenter_required
def present(request: HttpRequest) -> HttpResponse:
    """What there is to show."""
    return render(request, "demos/present/present.html", {"scenes": scenarios(), "why": why(request)})
