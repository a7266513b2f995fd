"""The two lanes. Only the verb differs."""

from django.http import HttpResponse

from demos.models import Run
from demos.upload.forms import UploadForm
from demos.upload.lanes import LaneRequest, lane, refuse, reply, start_run
from demos.upload.tasks import make_sizes, send_confirmation


@lane(Run.Lane.BLOCKING)
def upload_blocking(request: LaneRequest) -> HttpResponse:
    form = UploadForm(request.POST, request.FILES)
    if not form.is_valid():
        return refuse(request, form)
    run = start_run(request, form)
    make_sizes(run.pk)
    send_confirmation(run.pk)
    return reply(request, run)


@lane(Run.Lane.BACKGROUND)
def upload_background(request: LaneRequest) -> HttpResponse:
    form = UploadForm(request.POST, request.FILES)
    if not form.is_valid():
        return refuse(request, form)
    run = start_run(request, form)
    make_sizes.delay_on_commit(run.pk)
    send_confirmation.delay_on_commit(run.pk)
    return reply(request, run)
