"""What may be asked of the stage: a load test within its bounds, or a prediction."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.conf import settings

from demos.mail import LONGEST_DELAY_MS
from demos.models import Run
from demos.stage.load import LONGEST_SPREAD, MOST_USERS
from demos.stage.loads import BOTH, Wish
from demos.stage.models import LoadTest
from demos.upload.forms import USUAL_DELAY_MS
from demos.upload.samples import SAMPLES

USUAL_USERS = 40
MOST_SLOTS, MOST_WORKERS, MOST_RATE = 32, 32, 500.0


class LoadForm(forms.Form):
    """Users, how they come, through which lane, and how slow the mail is said to be."""

    users = forms.IntegerField(
        min_value=1,
        max_value=MOST_USERS,
        error_messages={"max_value": f"The stage takes {MOST_USERS} users at the most."},
    )
    seconds = forms.IntegerField(
        required=False,
        min_value=0,
        max_value=LONGEST_SPREAD,
        error_messages={"max_value": f"Users may come within {LONGEST_SPREAD} seconds at the most."},
    )
    lane = forms.ChoiceField(required=False, choices=[(BOTH, "Both, in turn"), *Run.Lane.choices])
    mail_delay_ms = forms.IntegerField(
        required=False,
        min_value=0,
        max_value=LONGEST_DELAY_MS,
        error_messages={"max_value": f"The mail may be delayed by {LONGEST_DELAY_MS} ms at the most."},
    )

    @property
    def asks_too_much(self) -> bool:
        """Whether it is refused for its size, and not because it makes no sense."""
        return any(self.has_error(field, "max_value") for field in self.errors)

    @property
    def wish(self) -> Wish:
        """What is asked for, or was before; what was left out, or makes no sense, has its usual value."""
        self.is_valid()
        said: Mapping[str, Any] = getattr(self, "cleaned_data", self.initial)
        delay: int | None = said.get("mail_delay_ms")
        return Wish(
            users=said.get("users") or USUAL_USERS,
            seconds=said.get("seconds") or 0,
            lane=said.get("lane") or BOTH,
            mail_delay_ms=USUAL_DELAY_MS if delay is None else delay,
            sample=SAMPLES[0].id,
        )


def form_after(test: LoadTest | None) -> LoadForm:
    """The form as it was set for this test, for the next one."""
    if test is None:
        return LoadForm()
    lanes = test.settings["lanes"]
    return LoadForm(initial=test.settings | {"lane": lanes[0] if len(lanes) == 1 else BOTH})


class PredictionForm(forms.Form):
    """The sliders; each may be missing."""

    slots = forms.IntegerField(required=False, min_value=1, max_value=MOST_SLOTS)
    workers = forms.IntegerField(required=False, min_value=1, max_value=MOST_WORKERS)
    rate = forms.FloatField(required=False, min_value=0, max_value=MOST_RATE)

    def sliders(self, workers: int, rate: float) -> dict[str, float]:
        """What was chosen; else the stage's own slots, so many workers, that rate."""
        self.is_valid()
        usual: dict[str, float] = {"slots": settings.STAGE_SLOTS, "workers": max(1, workers), "rate": rate}
        chosen = {name: value for name, value in self.cleaned_data.items() if value is not None}
        return usual | chosen
