"""Presenter mode: the scenes of the lab, one after another, before a class; and its controls."""

from collections.abc import Callable

from csp.decorators import csp_replace
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import resolve, reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_POST, require_safe

from demos import crew
from demos.crew import CannotCommand
from demos.present import classes, said
from demos.present.backstage import backstage
from demos.present.desk import desk_for
from demos.present.invitation import invitation
from demos.present.scenes import find_scene, scenes
from demos.presenters import presenter_required


@require_safe
@never_cache
@presenter_required
def present(request: HttpRequest) -> HttpResponse:
    """Presenter mode begins with the first scene."""
    return redirect(scenes()[0].url)


@require_safe
@never_cache
@xframe_options_sameorigin  # full screen is a frame around the scenes, which outlasts the way to the next
@csp_replace({"frame-ancestors": ["'self'"], "frame-src": ["'self'"]})  # type: ignore[arg-type]  # for any view
@presenter_required
def present_scene(request: HttpRequest, slug: str) -> HttpResponse:
    """A scenario's own page, between the presenter's controls instead of the site's navigation."""
    scene = find_scene(slug)
    if scene is None:
        raise Http404("There is no such scene.")
    request.desk = desk_for(request, scene)  # type: ignore[attr-defined]  # templates extend its layout
    response: HttpResponse = resolve(reverse(scene.page)).func(request)
    return response


@require_safe
@never_cache
@presenter_required
def present_crew(request: HttpRequest) -> HttpResponse:
    """The workers alone: asked for again and again."""
    return render(request, "demos/present/crew.html", {"backstage": backstage()})


@require_POST
@presenter_required
def present_pause(request: HttpRequest) -> HttpResponse:
    """The demo workers take no more tasks, for a while."""
    return _commanded(request, lambda: said.of_pause(crew.pause(), timezone.now()))


@require_POST
@presenter_required
def present_resume(request: HttpRequest) -> HttpResponse:
    """They go on."""
    return _commanded(request, lambda: said.of_resume(crew.resume()))


@require_POST
@presenter_required
def present_kill(request: HttpRequest) -> HttpResponse:
    """kill -9 of one of their processes."""
    return _commanded(request, lambda: said.of_kill(crew.kill_child()))


@require_POST
@presenter_required
def present_open_class(request: HttpRequest) -> HttpResponse:
    """Phones may join."""
    classes.open_class(timezone.now())
    return _invited(request)


@require_POST
@presenter_required
def present_end_class(request: HttpRequest) -> HttpResponse:
    """Phones may not join any more, and those that have are forgotten."""
    classes.end_class(timezone.now())
    return _invited(request)


@require_safe
@never_cache
@presenter_required
def present_invitation(request: HttpRequest) -> HttpResponse:
    """The join panel alone: how many phones are in?"""
    return _invited(request)


def _commanded(request: HttpRequest, command: Callable[[], str]) -> HttpResponse:
    """What came of it, where the presenter pressed; without htmx on the scene, at its next look."""
    try:
        words = command()
    except CannotCommand as error:
        words = f"Nothing was done. {error}"
    if "HX-Request" in request.headers:
        return render(request, "demos/present/crew.html", {"backstage": backstage(), "said": words})
    messages.info(request, words)
    return _back(request)


def _invited(request: HttpRequest) -> HttpResponse:
    if "HX-Request" not in request.headers:
        return _back(request)
    return render(request, "demos/present/invitation.html", {"invitation": invitation(timezone.now())})


def _back(request: HttpRequest) -> HttpResponse:
    scene = find_scene(request.POST.get("scene", "")) or scenes()[0]
    return redirect(scene.url)
