"""A run of the upload as one of a race: which race, which round, and what was chosen for all of it."""

from dataclasses import asdict
from typing import Any

from django import forms

from demos.models import Run
from demos.series import MOST_ROUNDS, WARM_UP, add_take
from demos.upload.page.dials import read_dials


class RoundForm(forms.Form):
    """Said by the page, not by scripts: without a series a run stands alone."""

    series = forms.UUIDField()
    round = forms.IntegerField(required=False, min_value=WARM_UP, max_value=MOST_ROUNDS)


def join_race(run: Run, data: Any) -> None:
    """Make the run part of the race that the form `data` (a QueryDict) names, if it names one."""
    form = RoundForm(data)
    if form.is_valid():
        said = form.cleaned_data
        settings = {**asdict(read_dials(data)), "photo": run.photo_name}
        add_take(run, series=said["series"], round_=said["round"], settings=settings)
