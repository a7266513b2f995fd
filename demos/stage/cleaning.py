"""What the simulated users leave behind is removed: rows, photos, pictures."""

from datetime import timedelta

from demos.models import Run
from demos.stage.models import LoadTest
from demos.stage.users import visitors_of
from demos.sweeping import remove_runs

# Requests that nobody waits for any longer stay in the stage's line, and make runs when their turn comes.
STRAGGLERS = timedelta(minutes=15)


def clean_up_after(test: LoadTest) -> int:
    """Remove the runs of the test's users; returns how many. It may be repeated."""
    visitors = [
        visitor
        for lane in test.settings["lanes"]
        for visitor in visitors_of(test.pk, lane, test.settings["users"])
    ]
    return remove_runs(Run.objects.filter(visitor__in=visitors))
