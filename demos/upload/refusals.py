"""Why an upload was refused, as the page says it beside the field."""

from dataclasses import dataclass

from demos.upload.forms import UploadForm


@dataclass(frozen=True)
class Refusal:
    """`name` is the file's, "" where there was none or it was not read."""

    name: str
    reasons: tuple[str, ...]


def refusal_of(form: UploadForm) -> Refusal:
    """Everything that is wrong with an invalid form."""
    photo = form.files.get("photo")
    reasons = tuple(reason for errors in form.errors.get_json_data().values() for reason in errors)
    return Refusal(getattr(photo, "name", ""), tuple(str(reason["message"]) for reason in reasons))
