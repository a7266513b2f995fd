"""The upload's lanes: what is particular to a photo in the request and in the reply."""

from collections.abc import Callable
from functools import partial
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse

from demos import lanes
from demos.files import StorageAway
from demos.lanes import LaneRequest, LaneView
from demos.models import Run
from demos.sizes import take
from demos.upload.decoding import TooMuchAtOnce
from demos.upload.forms import MAX_BYTES, UploadForm
from demos.upload.imaging import SIZES
from demos.upload.kept import with_kept_photo
from demos.upload.page import views as page
from demos.upload.rounds import join_race
from demos.visitors import visitor_of

__all__ = ["LaneRequest", "lane", "refuse", "reply", "start_run"]

# What may be over in a moment, as a run says it, with the seconds that it names.
WAITS = {str(full()): full.seconds for full in (TooMuchAtOnce, StorageAway)}


def start_run(request: LaneRequest, form: UploadForm) -> Run:
    """Keep the photo of a valid form as a run of this visitor's, in the race that it belongs to."""
    take(request)
    return form.start_run(
        visitor=visitor_of(request),
        lane=request.lane,
        arrived=request.arrived,
        join=partial(join_race, data=request.POST),
    )


def reply(request: LaneRequest, run: Run) -> HttpResponse:
    """The run as it is now: JSON for a script, else the page of the race.

    Where it failed for a moment, when to try again. What is kept until there is a queue need not come again.
    """
    response = lanes.reply(request, run, show=page.show, failed=_whose_fault)
    if response.status_code == HTTPStatus.SERVICE_UNAVAILABLE and run.failure in WAITS:
        response["Retry-After"] = str(WAITS[run.failure])
    return response


def refuse(request: HttpRequest, form: UploadForm) -> HttpResponse:
    """What is wrong with the form: 413 where it is too large, else 422."""
    status = 413 if form.is_too_large else 422
    return lanes.refuse(request, form, show=partial(page.refuse, status=status), status=status)


def _whose_fault(run: Run) -> int:
    if run.failure in WAITS:
        return HTTPStatus.SERVICE_UNAVAILABLE
    photo_was_fine = run.pictures.count() == len(SIZES)
    return 502 if photo_was_fine else 422  # the mail server's, or the photo's


def _refuse_unread(request: LaneRequest) -> HttpResponse:
    return refuse(request, UploadForm.too_large())


def lane(which: Run.Lane) -> Callable[[LaneView[[]]], Callable[[HttpRequest], HttpResponse]]:
    """Decorate a view as a lane of the upload."""
    around = lanes.lane(which, most_bytes=MAX_BYTES, too_large=_refuse_unread)
    return lambda view: around(with_kept_photo(view))
