"""Opening a downloaded record: bounded, checked, and not stored."""

from codecs import BOM_UTF8
from typing import Any, Self

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.datastructures import MultiValueDict
from pydantic import ValidationError

from demos.records.schema import Record
from demos.records.sheet import COLUMNS

MAX_BYTES = 1024 * 1024
NO_RECORD = "This is not a record of a race:"
IS_CSV = "This is the CSV; the JSON can be replayed."
CSV_BEGINS = ",".join(COLUMNS).encode()
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
        content = file.read()
        if content.removeprefix(BOM_UTF8).startswith(CSV_BEGINS):  # a spreadsheet writes the mark
            raise forms.ValidationError(IS_CSV)
        try:
            return Record.model_validate_json(content)
        except ValidationError as error:
            raise forms.ValidationError(_in_words(error)) from error


def _in_words(error: ValidationError) -> str:
    """The first thing that is wrong, and where."""
    first: Any = error.errors(include_url=False, include_input=False)[0]
    if not first["loc"]:
        return f"{NO_RECORD} a record is the JSON that this site, or a copy of it, lets you download."
    where = " / ".join(map(str, first["loc"]))
    match first["type"]:
        case "missing":
            return f"{NO_RECORD} “{where}” is not in it."
        case "extra_forbidden":
            return f"{NO_RECORD} it has “{where}”, which no record has."
        case _:
            return f"{NO_RECORD} what it says of “{where}” makes no sense here."
