"""What may be uploaded. The same form, and so the same checks, stands before both lanes."""

from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from typing import Any, Self
from uuid import UUID

from django import forms
from django.core.files import File
from django.core.files.uploadedfile import UploadedFile
from django.utils.datastructures import MultiValueDict

from demos import runs
from demos.mail import LONGEST_DELAY_MS
from demos.models import Run
from demos.upload.imaging import TooManyPixels, UnreadablePhoto, check_photo
from demos.upload.samples import DIMENSIONS, SAMPLES, USUAL_MEGAPIXELS, find_sample

SCENARIO = "upload"
MAX_BYTES = 20 * 1024 * 1024
USUAL_DELAY_MS = 800
TOO_LARGE = "too_large"
NAME_LENGTH = 100


class UploadForm(forms.Form):
    """One photo, the visitor's own or a sample. Only its header is read here; nothing is decoded."""

    photo = forms.FileField(
        required=False, allow_empty_file=False, error_messages={"empty": "This file is empty."}
    )
    sample = forms.ChoiceField(required=False, choices=[(sample.id, sample.title) for sample in SAMPLES])
    megapixels = forms.TypedChoiceField(
        required=False,
        choices=[(megapixels, f"{megapixels} MP") for megapixels in DIMENSIONS],
        coerce=int,
        empty_value=None,
    )
    mail_delay_ms = forms.IntegerField(required=False, min_value=0, max_value=LONGEST_DELAY_MS)

    @classmethod
    def too_large(cls) -> Self:
        """The form of a request that is refused unread."""
        form = cls({}, MultiValueDict())
        form.full_clean()
        form.errors.clear()
        form.add_error("photo", _too_large())
        return form

    @property
    def is_too_large(self) -> bool:
        """Whether the photo was refused for its size, in bytes or in pixels."""
        return self.has_error("photo", TOO_LARGE)

    def start_run(
        self,
        *,
        visitor: UUID,
        lane: Run.Lane,
        arrived: datetime,
        join: Callable[[Run], object] | None = None,
    ) -> Run:
        """Store the photo of this valid form as a new run; `join` as in `runs.start_run`."""
        photo, chosen = self._chosen()
        with closing(photo):
            return runs.start_run(
                visitor=visitor,
                scenario=SCENARIO,
                lane=lane,
                arrived=arrived,
                settings={**chosen, "mail_delay_ms": self.cleaned_data["mail_delay_ms"]},
                photo=photo,
                join=join,
            )

    def clean_mail_delay_ms(self) -> int:
        """Nothing said means the usual delay; 0 is an answer."""
        delay: int | None = self.cleaned_data["mail_delay_ms"]
        return USUAL_DELAY_MS if delay is None else delay

    def clean_photo(self) -> "UploadedFile[bytes] | None":
        """Its size in bytes, then what its header says."""
        photo: UploadedFile[bytes] | None = self.cleaned_data["photo"]
        if photo is None:
            return None
        if (photo.size or 0) > MAX_BYTES:
            raise _too_large()
        try:
            check_photo(photo)
        except TooManyPixels as error:
            raise forms.ValidationError(str(error), TOO_LARGE) from error
        except UnreadablePhoto as error:
            raise forms.ValidationError(str(error), "unreadable") from error
        return photo

    def clean(self) -> dict[str, Any]:
        """Exactly one photo."""
        data = self.cleaned_data
        own, sample = data.get("photo"), data.get("sample")
        if own and sample:
            self.add_error("photo", "Choose a sample or a photo of your own, not both.")
        elif not own and not sample and not self.errors:
            self.add_error("photo", "Choose a photo.")
        return data

    def _chosen(self) -> "tuple[File[bytes], dict[str, Any]]":
        """The photo, and what a run's settings say of it."""
        if own := self.cleaned_data["photo"]:
            return own, {"photo": _printable(own.name)}
        sample = find_sample(self.cleaned_data["sample"])
        megapixels = self.cleaned_data["megapixels"] or USUAL_MEGAPIXELS
        return File(sample.path(megapixels).open("rb")), {"photo": sample.title, "megapixels": megapixels}


def _printable(name: str) -> str:
    """What the page and the letter call the photo: its name without control characters, bounded.

    "=?" begins an encoded word in a letter's header, which may hold what the name itself may not.
    """
    plain = "".join(filter(str.isprintable, name)).replace("=?", "= ?")
    return plain[:NAME_LENGTH].strip() or "your photo"


def _too_large() -> forms.ValidationError:
    return forms.ValidationError(f"Photos may have up to {MAX_BYTES // 1024**2} MB.", TOO_LARGE)
