"""What the spans say of how tasks came through the restart of their worker."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from demos.models import Span
from demos.queueing import HELD, TRYING_AGAIN
from demos.spans import LOST
from demos.upload.tasks import send_confirmation


@dataclass(frozen=True)
class HandingOver:
    """`cut`: steps whose process was lost. `held`: tasks that had to be given to another worker. `again`:
    tasks that were tried again, but for letters. `letters`: those whose mail sink was just being restarted.
    """

    cut: int
    held: int
    again: int
    letters: int

    @property
    def is_clean(self) -> bool:
        """Each task was ended by whoever had begun it."""
        return not (self.cut or self.held or self.again)

    def __str__(self) -> str:
        return (
            f"{self.cut} steps lost their process, {self.held} tasks were given to another worker, "
            f"{self.again} tried again; {self.letters} letters waited for the mail sink to be back"
        )


def handing_over(runs: Sequence[UUID]) -> HandingOver:
    """Of these runs, all of them over."""
    spans = Span.objects.filter(run__in=runs)
    again = spans.filter(name__startswith=TRYING_AGAIN)
    letters = again.filter(name=send_confirmation.before_retry)
    return HandingOver(
        cut=spans.filter(name__endswith=LOST).count(),
        held=spans.filter(name__startswith=HELD).count(),
        again=again.count() - letters.count(),
        letters=letters.count(),
    )
