"""The settings of a race as its page shows them: kept after a race, and in the address."""

from dataclasses import asdict, dataclass
from typing import Any
from urllib.parse import urlencode

from django import forms

from demos.mail import LONGEST_DELAY_MS
from demos.upload.forms import USUAL_DELAY_MS
from demos.upload.samples import DIMENSIONS, SAMPLES, USUAL_MEGAPIXELS

ONE_AFTER_ANOTHER = "one-after-another"
TOGETHER = "together"
OWN_PHOTO = "own"


class DialsForm(forms.Form):
    """What may be set; each may be missing."""

    sample = forms.ChoiceField(required=False, choices=[(s.id, s.title) for s in SAMPLES])
    megapixels = forms.TypedChoiceField(
        required=False, choices=[(mp, str(mp)) for mp in DIMENSIONS], coerce=int
    )
    mail_delay_ms = forms.IntegerField(required=False, min_value=0, max_value=LONGEST_DELAY_MS)
    order = forms.ChoiceField(required=False, choices=[(ONE_AFTER_ANOTHER, ""), (TOGETHER, "")])


@dataclass(frozen=True)
class Dials:
    """`sample` is "" for a photo of the visitor's own."""

    sample: str = SAMPLES[0].id
    megapixels: int = USUAL_MEGAPIXELS
    mail_delay_ms: int = USUAL_DELAY_MS
    order: str = ONE_AFTER_ANOTHER

    @property
    def query(self) -> str:
        return urlencode(asdict(self))


def read_dials(data: Any) -> Dials:
    """From a QueryDict; what is missing or makes no sense has its usual value."""
    form = DialsForm(data)
    form.is_valid()
    said = {name: value for name, value in form.cleaned_data.items() if value not in {None, ""}}
    if data.get("sample") == "":
        said["sample"] = ""
    return Dials(**said)
