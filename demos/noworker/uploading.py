"""One press sends several small photos, each a run of its own in the background lane."""

from datetime import datetime
from uuid import UUID

from django.core.files import File

from demos import runs
from demos.expiry import EXPIRES_S
from demos.files import StorageAway
from demos.models import Run
from demos.noworker.tasks import make_sizes, send_confirmation
from demos.sweeping import remove_runs
from demos.upload.samples import SAMPLES, Sample

SCENARIO = "noworker"
PHOTOS = 6
MEGAPIXELS = 2
MAIL_DELAY_MS = 300


def upload_photos(*, visitor: UUID, arrived: datetime, expires: int) -> list[Run]:
    """Keep all of them, then queue their tasks, of which each may wait that many seconds.

    Raises StorageAway, and then none is kept.
    """
    chosen = [SAMPLES[number % len(SAMPLES)] for number in range(PHOTOS)]
    kept = _keep_all(chosen, visitor, arrived, expires)
    for run in kept:
        if not _is_unreachable(kept):
            make_sizes.delay_on_commit(run.pk)
            send_confirmation.delay_on_commit(run.pk)
        else:
            runs.note_unqueued(run.pk)
    return [runs.note_reply(run) for run in kept]


def _keep_all(chosen: list[Sample], visitor: UUID, arrived: datetime, expires: int) -> list[Run]:
    kept: list[Run] = []
    try:
        for sample in chosen:
            kept.append(_keep(sample, visitor, arrived, expires))  # noqa: PERF401  known when the next fails
    except StorageAway:
        remove_runs(Run.objects.filter(pk__in=[run.pk for run in kept]))
        raise
    return kept


def _is_unreachable(kept: list[Run]) -> bool:
    """Whether the queue was tried in vain: once is enough, each time takes seconds."""
    unqueued = Run.objects.filter(pk__in=[run.pk for run in kept], status=Run.Status.UNQUEUED)
    return unqueued.exists()


def _keep(sample: Sample, visitor: UUID, arrived: datetime, expires: int) -> Run:
    with sample.path(MEGAPIXELS).open("rb") as photo:
        return runs.start_run(
            visitor=visitor,
            scenario=SCENARIO,
            lane=Run.Lane.BACKGROUND,
            arrived=arrived,
            settings={"photo": sample.title, "mail_delay_ms": MAIL_DELAY_MS, EXPIRES_S: expires},
            photo=File(photo),
        )
