"""How the cards come back: the learner's settings, and parameters learnt from their own log."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from learners.current import learner_for_writing, learner_id
from tutorial import tasks
from tutorial.fitting import ask_for, outlook
from tutorial.models import CardSettings
from tutorial.preferences import settings_of
from tutorial.settings_forms import CardSettingsForm

SAVED = "Saved. It holds from the next grade on."
NOT_NOW = "There is nothing to learn from just now."
STANDARD_AGAIN = "The standard parameters are back, from the next grade on."


@require_http_methods(["GET", "HEAD", "POST"])
def card_settings(request: HttpRequest) -> HttpResponse:
    """The settings; reading them writes nothing. A refused form is shown again, with what is wrong."""
    if request.method != "POST":
        return _page(request, CardSettingsForm.showing(settings_of(learner_id(request))))
    form = CardSettingsForm(request.POST)
    if not form.is_valid():
        return _page(request, form, status=422)
    CardSettings.objects.update_or_create(learner=learner_for_writing(request), defaults=form.chosen())
    messages.success(request, SAVED)
    return _back()


@require_POST
def ask_for_fitting(request: HttpRequest) -> HttpResponse:
    """Have parameters learnt from the learner's own log, in the background."""
    learner = learner_id(request)
    asked = ask_for(learner, timezone.now()) if learner else None
    if asked is None:
        messages.info(request, NOT_NOW)
        return _back()
    tasks.queue(asked)
    return _back("#fitting")


@require_POST
def forget_fitting(request: HttpRequest) -> HttpResponse:
    """Go back to the standard parameters."""
    CardSettings.objects.filter(learner=learner_id(request)).update(fitting=None)
    messages.success(request, STANDARD_AGAIN)
    return _back()


@require_safe
def fitting(request: HttpRequest) -> HttpResponse:
    """The part of the settings that says how far the learning has come, while it goes on."""
    return render(request, "tutorial/card_settings.html#fitting", _fitting(request))


def _page(request: HttpRequest, form: CardSettingsForm, status: int = 200) -> HttpResponse:
    context = {"form": form, "notices": messages.get_messages(request), **_fitting(request)}
    return render(request, "tutorial/card_settings.html", context, status=status)


def _fitting(request: HttpRequest) -> dict[str, object]:
    learner = learner_id(request)
    return {"outlook": outlook(learner, timezone.now()), "in_use": settings_of(learner).fitting}


def _back(anchor: str = "") -> HttpResponse:
    return HttpResponseRedirect(reverse("tutorial:card_settings") + anchor)
