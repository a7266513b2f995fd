"""The settings of a race as its page shows them: kept after a race, and in the address."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any
from urllib.parse import urlencode

from django import forms

from demos.mail import LONGEST_DELAY_MS
from demos.upload.forms import USUAL_DELAY_MS
from demos.upload.samples import DIMENSIONS, SAMPLES, USUAL_MEGAPIXELS

ONE_AFTER_ANOTHER = "one-after-another"
TOGETHER = "together"
RUNS = (1, 3, 5, 10)  # of each lane


class DialsForm(forms.Form):
    """What may be set; each may be missing."""

    sample = forms.ChoiceField(required=False, choices=[(s.id, s.title) for s in SAMPLES])
    megapixels = forms.TypedChoiceField(
        required=False, choices=[(mp, str(mp)) for mp in DIMENSIONS], coerce=int
    )
    mail_delay_ms = forms.IntegerField(required=False, min_value=0, max_value=LONGEST_DELAY_MS)
    order = forms.ChoiceField(required=False, choices=[(ONE_AFTER_ANOTHER, ""), (TOGETHER, "")])
    runs = forms.TypedChoiceField(required=False, choices=[(n, str(n)) for n in RUNS], coerce=int)
    warm_up = forms.BooleanField(required=False)


@dataclass(frozen=True)
class Dials:
    """`sample` is "" for a photo of the visitor's own; `runs` are those of each lane, but for a warm-up."""

    sample: str = SAMPLES[0].id
    megapixels: int = USUAL_MEGAPIXELS
    mail_delay_ms: int = USUAL_DELAY_MS
    order: str = ONE_AFTER_ANOTHER
    runs: int = 1
    warm_up: bool = False

    @property
    def query(self) -> str:
        """As in an address: what reproduces the settings."""
        return urlencode({**asdict(self), "warm_up": "on" if self.warm_up else ""})


def dials_of(settings: Mapping[str, Any]) -> Dials:
    """Those that a race's settings hold."""
    return Dials(**{field.name: settings[field.name] for field in fields(Dials) if field.name in settings})


def read_dials(data: Any) -> Dials:
    """From a QueryDict; what is missing or makes no sense has its usual value."""
    form = DialsForm(data)
    form.is_valid()
    said = {name: value for name, value in form.cleaned_data.items() if value not in {None, ""}}
    if data.get("sample") == "":
        said["sample"] = ""
    return Dials(**said)
