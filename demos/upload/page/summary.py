"""What one race shows, in a figure and two sentences: computed from this race, and no surer than one race."""

from dataclasses import dataclass

from demos.durations import Duration
from demos.spans import LOST
from demos.timeline import QUEUE, Lane

SAME_WITHIN = 1.1  # times: two waits nearer than this are called equal
WHOLE_FROM = 10.0  # times: from here on a decimal would say more than one race can
LEAST = 0.1  # ms


@dataclass(frozen=True)
class Summary:
    """`times` is the longer wait over the shorter; `work` is what the lanes did, queueing left out; `lost` is
    how much of the background's was lost with a worker, None for none. The waits are the medians of so many
    `runs`, blocking and background.
    """

    times: str
    shorter: str  # the lane with the shorter wait, or "" where there is nothing between them
    blocking_work: Duration
    background_work: Duration
    lost: Duration | None
    runs: tuple[int, int]
    together: bool
    in_browser: bool
    mail_delay: Duration | None  # as simulated in both lanes; None for none

    @property
    def measured(self) -> str:
        """Of how many runs: "One race", "Median of 5 runs"."""
        if self.runs == (1, 1):
            return "One race"
        blocking, background = self.runs
        if blocking == background:
            return f"Median of {blocking} runs of each lane"
        return f"Median of {blocking} blocking and {background} background runs"


def summary_of(
    lanes: tuple[Lane, Lane],
    waits: tuple[Duration, Duration],
    *,
    runs: tuple[int, int] = (1, 1),
    together: bool,
    in_browser: bool,
    mail_delay_ms: int,
) -> Summary:
    """Compare the blocking with the background lane, both done; their waits were measured in one place."""
    blocking, background = waits
    shorter, longer = sorted(wait.ms for wait in waits)
    ratio = longer / max(shorter, LEAST)
    lost = _lost(lanes[1])
    return Summary(
        times=f"{ratio:.0f}" if ratio >= WHOLE_FROM else f"{ratio:.1f}",
        shorter="" if ratio < SAME_WITHIN else "background" if background.ms < blocking.ms else "blocking",
        blocking_work=_work(lanes[0]),
        background_work=_work(lanes[1]),
        lost=Duration(lost) if lost else None,
        runs=runs,
        together=together,
        in_browser=in_browser,
        mail_delay=Duration(mail_delay_ms) if mail_delay_ms else None,
    )


def _work(lane: Lane) -> Duration:
    return Duration(sum(step.end - step.start for step in lane.steps if step.place != QUEUE and step.end))


def _lost(lane: Lane) -> float:
    return sum(step.end - step.start for step in lane.steps if step.name.endswith(LOST) and step.end)
