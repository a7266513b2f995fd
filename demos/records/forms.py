"""Opening a downloaded record: bounded, checked, and not stored."""

from typing import Any, Self

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.datastructures import MultiValueDict
from pydantic import ValidationError

from demos.records.schema import Record

MAX_BYTES = 1024 * 1024
TOO_LARGE = f"A record has at most {MAX_BYTES // 1024**2} MB."


class RecordForm(forms.Form):
    """`file` is a record as JSON; once valid, `record` is what it says."""

    file = forms.FileField(
        label="A record (JSON)",
        widget=forms.FileInput(attrs={"accept": "application/json,.json"}),
        error_messages={"required": "Choose a record.", "empty": "This file is empty."},
    )

    @classmethod
    def too_large(cls) -> Self:
        """The form of a request that is refused unread."""
        form = cls({}, MultiValueDict())
        form.full_clean()
        form.errors.clear()
        form.add_error("file", TOO_LARGE)
        return form

    @property
    def record(self) -> Record:
        """What the file says."""
        found: Record = self.cleaned_data["file"]
        return found

    def clean_file(self) -> Record:
        """The record in it."""
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        if (file.size or 0) > MAX_BYTES:
            raise forms.ValidationError(TOO_LARGE)
        try:
            return Record.model_validate_json(file.read())
        except ValidationError as error:
            raise forms.ValidationError(_in_words(error)) from error


def _in_words(error: ValidationError) -> str:
    """The first thing that is wrong, and where."""
    first: Any = error.errors(include_url=False, include_input=False)[0]
    where = ".".join(map(str, first["loc"]))
    return f"This is not a record of this site. {where + ': ' if where else ''}{first['msg']}."
