"""The visitor's own photo of an earlier run, taken again: nobody has to choose it for every lane."""

from collections.abc import Callable
from functools import wraps
from io import BytesIO
from typing import Concatenate, ParamSpec, TypeVar
from uuid import UUID

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse

from demos.files import FileGone, content_of
from demos.models import Run
from demos.upload.forms import SCENARIO
from demos.visitors import visitor_of

P = ParamSpec("P")
Request = TypeVar("Request", bound=HttpRequest)


class KeptForm(forms.Form):
    """`same_as` is a run of the visitor's whose photo is meant, where no file and no sample is chosen."""

    same_as = forms.UUIDField()


def with_kept_photo(
    view: Callable[Concatenate[Request, P], HttpResponse],
) -> Callable[Concatenate[Request, P], HttpResponse]:
    """Decorate a lane: a kept photo comes to it as if it had been sent again, and is checked again."""

    @wraps(view)
    def wrapped(request: Request, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        asked = KeptForm(request.POST)
        if not request.FILES and not request.POST.get("sample") and asked.is_valid():
            photo = _photo_of(asked.cleaned_data["same_as"], visitor_of(request))
            if photo:
                request.FILES["photo"] = photo
        return view(request, *args, **kwargs)

    return wrapped


def keeps_photo(run: Run) -> bool:
    """Whether it is a run with a photo of the visitor's own that is still there."""
    return bool(run.photo) and "megapixels" not in run.settings


def _photo_of(run_id: UUID, visitor: UUID) -> "UploadedFile[bytes] | None":
    """None where it is no longer there, or somebody else's. Raises StorageAway."""
    run = Run.objects.filter(pk=run_id, visitor=visitor, scenario=SCENARIO).first()
    if run is None or not keeps_photo(run):
        return None
    try:
        content = content_of(run.photo)
    except FileGone:
        return None
    return UploadedFile(BytesIO(content), run.photo_name, size=len(content))
