"""The two lanes. Only the verb differs, and here it costs more than the work."""

from django.http import HttpResponse

from demos.models import Run
from demos.nohelp.dials import TitlesForm
from demos.nohelp.lanes import TitlesRequest, lane, received_titles, refuse, reply
from demos.nohelp.tasks import capitalise


@lane(Run.Lane.BLOCKING)
def nohelp_blocking(request: TitlesRequest) -> HttpResponse:
    form = TitlesForm(request.POST)
    if not form.is_valid():
        return refuse(request, form)
    for title in received_titles(request, form):
        capitalise(title.pk)
    return reply(request)


@lane(Run.Lane.BACKGROUND)
def nohelp_background(request: TitlesRequest) -> HttpResponse:
    form = TitlesForm(request.POST)
    if not form.is_valid():
        return refuse(request, form)
    for title in received_titles(request, form):
        capitalise.delay(title.pk)
    return reply(request)
