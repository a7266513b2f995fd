"""The page of a scenario with two lanes: whole for a browser, its result alone for htmx."""

from collections.abc import Mapping
from typing import Any

from django.apps import apps
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_vary_headers

from demos.addresses import Address, read_address
from demos.pairs import Pair, backstage, columns_of, drawing, look_again, pair_at
from demos.panels import panels_of
from demos.seen import tell_seen
from demos.timeline.picture import NO_MILESTONES
from demos.visitors import visitor_of

RESULT = "result"  # the part of the page that asks for itself again


def show(
    request: HttpRequest,
    scenario: str,
    pair: Pair | None = None,
    *,
    address: Address | None = None,
    query: str = "",
    status: int = 200,
    milestones: Mapping[str, str] = NO_MILESTONES,
    steps_of: Mapping[str, str] = NO_MILESTONES,
    **more: Any,
) -> HttpResponse:
    """Render `demos/<scenario>/<scenario>.html`, which extends `demos/scenario.html`; for htmx its result.

    `pair` is what the address names, unless the caller has read it already; `milestones` as in `pair_at`,
    `steps_of` as in `panels_of`. `query` is what else the address keeps: the scenario's own settings. What
    else the templates need is `more`; `facts` names the template of what stands below the timeline.
    """
    address, now = address or read_address(request.GET), timezone.now()
    pair = pair or pair_at(address, visitor_of(request), now, milestones=milestones)
    url = f"{reverse(f'demos:{scenario}')}?{'&'.join(filter(None, [address.query, query]))}"
    context = {
        "address": address,
        **drawing(pair, columns_of(pair, scenario)),
        **backstage(pair),
        "panels": panels_of(pair, scenario, steps_of),
        "look_again": look_again(pair.courses, url, now),
        **more,
    }
    return render_scenario(request, scenario, url, context, status=status)


def render_scenario(
    request: HttpRequest,
    scenario: str,
    url: str,
    context: Mapping[str, Any],
    *,
    page: str = "",
    status: int = 200,
) -> HttpResponse:
    """The same for a scenario that puts its result together by itself; `url` is where a reload finds it.

    `page` is its template, where it has more than one. The `pair` of the context has the visitor's `courses`.
    """
    pair = context["pair"]
    courses = pair["courses"] if isinstance(pair, dict) else pair.courses
    tell_seen(request, scenario, (course.run for course in courses))
    in_place = "HX-Request" in request.headers
    context = {
        "scenario": apps.get_app_config(f"demos_{scenario}"),
        "again": url,
        "answers": in_place and request.headers.get("HX-Trigger") != RESULT,
        **context,
    }
    template = "demos/result_swap.html" if in_place else f"demos/{scenario}/{page or scenario}.html"
    response = render(request, template, context, status=status)
    if in_place:
        response["HX-Replace-Url"] = url
    patch_vary_headers(response, ["HX-Request"])
    return response
