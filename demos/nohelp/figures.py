"""What the titles' own clocks say of each lane, and how the two compare, in whichever direction it falls."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from statistics import median

from demos.courses import since
from demos.durations import SECOND
from demos.models import Run

SAME_WITHIN = 1.1  # times: two figures nearer than this are called equal
WHOLE_FROM = 10.0  # times, and ms: from here on a decimal would say more than one run can
LEAST = 0.001  # ms


@dataclass(frozen=True)
class Figures:
    """Medians in ms. `reply`: from the request's arrival; `each`: what one title added to it.

    `result`: from a title's turn in the request until its result; `all_there`: from the arrival to the last.
    """

    runs: int
    reply: float
    each: float
    result: float
    all_there: float


@dataclass(frozen=True)
class Comparison:
    """One figure of both lanes, in ms; None where a lane has not run."""

    name: str
    note: str
    blocking: float | None
    background: float | None

    @property
    def direction(self) -> str:
        """What the background lane's figure is, held against the other: "longer", "shorter" or ""."""
        if self.blocking is None or self.background is None or self._ratio < SAME_WITHIN:
            return ""
        return "longer" if self.background > self.blocking else "shorter"

    @property
    def times(self) -> str:
        """How many times, by the longer one."""
        return f"{self._ratio:.0f}" if self._ratio >= WHOLE_FROM else f"{self._ratio:.1f}"

    @property
    def in_words(self) -> str:
        """For example "3.1× longer"; "" before both lanes have run."""
        if self.blocking is None or self.background is None:
            return ""
        return f"{self.times}× {self.direction}" if self.direction else "no different"

    @property
    def blocking_words(self) -> str:
        return "–" if self.blocking is None else in_ms(self.blocking)

    @property
    def background_words(self) -> str:
        return "–" if self.background is None else in_ms(self.background)

    @property
    def _ratio(self) -> float:
        shorter, longer = sorted((max(self.blocking or 0.0, LEAST), max(self.background or 0.0, LEAST)))
        return longer / shorter


def figures_of(runs: Iterable[Run]) -> Figures | None:
    """The medians of these runs, all of one lane, with as many titles each; None without any clocks."""
    timed = [one for one in map(_timed, runs) if one]
    if not timed:
        return None
    return Figures(
        runs=len(timed),
        reply=median(one.reply for one in timed),
        each=median(each for one in timed for each in one.each),
        result=median(result for one in timed for result in one.results),
        all_there=median(one.all_there for one in timed),
    )


def compare(blocking: Figures | None, background: Figures | None, number: int) -> list[Comparison]:
    """Every figure of the table."""
    titles = "the title" if number == 1 else f"all {number} titles"
    return [
        Comparison("Wait for the reply", f"with {titles}", *_both(blocking, background, "reply")),
        Comparison(
            "What one title adds to it",
            "in the view: the work itself; as a task: the cost of queueing",
            *_both(blocking, background, "each"),
        ),
        Comparison("Until one result is there", "from its turn", *_both(blocking, background, "result")),
        Comparison("Until all is done", f"{titles}", *_both(blocking, background, "all_there")),
    ]


def in_ms(ms: float) -> str:
    """Finer than the other pages write it, because here a tenth of a millisecond is what it is about."""
    if ms >= SECOND:
        return f"{ms / SECOND:.2f} s"
    return f"{ms:.0f} ms" if ms >= WHOLE_FROM else f"{ms:.2f} ms"


@dataclass(frozen=True)
class _Timed:
    """What one run measured, ms; `each` and `results` for every title."""

    reply: float
    each: tuple[float, ...]
    results: tuple[float, ...]
    all_there: float


def _timed(run: Run) -> _Timed | None:
    clocks = [
        (title.handed_ms, title.begun_at, title.done_at)
        for title in run.titles.all()
        if title.handed_ms is not None and title.begun_at and title.done_at
    ]
    if not clocks or run.response_ms is None:
        return None
    return _Timed(
        reply=run.response_ms,
        each=tuple(handed for handed, _, _ in clocks),
        results=tuple(max(0.0, since(run, done) - since(run, begun)) for _, begun, done in clocks),
        all_there=_last(run, (done for _, _, done in clocks)),
    )


def _last(run: Run, moments: Iterable[datetime]) -> float:
    """In the view everything is there with the reply, and not before."""
    with_reply = run.response_ms or 0.0
    return with_reply if run.lane == Run.Lane.BLOCKING else max(since(run, moment) for moment in moments)


def _both(
    blocking: Figures | None, background: Figures | None, name: str
) -> tuple[float | None, float | None]:
    one, two = (getattr(figures, name) if figures else None for figures in (blocking, background))
    return one, two
