"""What a visitor has seen of the lab, told to whoever the settings name: the demos know no learners."""

import logging
from collections.abc import Iterable

from django.conf import settings
from django.http import HttpRequest
from django.utils.module_loading import import_string

from demos.models import Run

logger = logging.getLogger(__name__)


def tell_seen(request: HttpRequest, scenario: str, runs: Iterable[Run]) -> None:
    """A page of `scenario` shows these runs to the visitor whose they are.

    Once all are over, settings.DEMO_SEEN is called with the request and the name of the scenario's page:
    not during a POST, whose reply is timed. Whatever becomes of that, the page is shown.
    """
    shown = [run for run in runs if run.scenario == scenario]
    if request.method != "GET" or not shown or not all(run.settled for run in shown):
        return
    try:
        import_string(settings.DEMO_SEEN)(request, f"demos:{scenario}")
    except Exception:
        logger.exception("demos:%s was seen, but that could not be kept", scenario)
