"""`python -m benchmarks.day LEARNERS`: what a day of so many learners takes, by the queueing model M/M/c.

Each figure that it starts from is an option; the defaults were measured (docs/performance.md). Arithmetic
alone, without a site. The model is that of the stage (`demos.stage.queueing_theory`): of 100 that come, 95
wait less than --wait-ms for a core of a web server, and less than a second for one of a worker.
"""

import argparse
from dataclasses import dataclass
from math import ceil

from demos.stage.queueing_theory import Station

SECONDS_A_DAY = 24 * 60 * 60
MILLISECOND = 0.001
MILLISECONDS_FOR_A_WORKER = 1000


@dataclass(frozen=True)
class Day:
    """What learners do in a day, and what that costs. Times are processor time, in ms."""

    learners: int
    answers: int
    pages: int
    uploads: float
    peak: float
    answer_ms: float
    page_ms: float
    upload_ms: float
    task_ms: float
    bytes_an_answer: int
    redis_an_upload: int

    def at_peak(self, each: float) -> float:
        """A second of the busiest hour, of something that each learner does so often a day."""
        return self.learners * each * self.peak / SECONDS_A_DAY


def cores_for(rate: float, service_ms: float, wait_ms: float, share: float = 0.95) -> Station:
    """The fewest servers at which this share of arrivals waits no longer than `wait_ms`."""
    service = service_ms * MILLISECOND
    servers = max(1, ceil(rate * service))
    while not _is_enough(Station(servers, service, rate), wait_ms * MILLISECOND, share):
        servers += 1
    return Station(servers, service, rate)


def _is_enough(station: Station, wait: float, share: float) -> bool:
    return station.is_stable and station.wait_exceeds(wait) <= 1 - share


def told(day: Day, *, wait_ms: float, cores_a_host: int) -> list[str]:
    """Lines of text: rates, cores, hosts, rows, bytes."""
    answers, pages, uploads = (day.at_peak(each) for each in (day.answers, day.pages, day.uploads))
    work = answers * day.answer_ms + pages * day.page_ms + uploads * day.upload_ms
    requests = answers + pages + uploads
    web = cores_for(requests, work / requests, wait_ms)
    workers = cores_for(uploads, day.task_ms, MILLISECONDS_FOR_A_WORKER)
    a_year = day.learners * day.answers * 365 * day.bytes_an_answer / 1e9
    hosts = ceil(web.servers / cores_a_host)
    return [
        f"{day.learners} learners: {day.answers} answers, {day.pages} other pages, {day.uploads:g} uploads",
        f"the busiest hour, {day.peak:g} x the mean, each second: {answers:.1f}, {pages:.1f}, {uploads:.2f}",
        f"web: {web.servers} cores ({hosts} hosts of {cores_a_host}), busy {_percent(web)} of their time",
        f"workers: {workers.servers} cores, busy {_percent(workers)} of their time",
        f"database: {answers:.0f} transactions that write each second; {a_year:.1f} GB more each year",
        f"broker: {uploads * day.redis_an_upload:.0f} commands each second",
    ]


def _percent(station: Station) -> str:
    return f"{100 * station.utilisation:.0f} %"


def main() -> None:
    """Print it for what the command line says."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.ArgumentDefaultsHelpFormatter
    )
    options.add_argument("learners", type=int)
    options.add_argument("--answers", type=int, default=20, help="of each learner in a day")
    options.add_argument("--pages", type=int, default=20, help="besides the questions and their feedback")
    options.add_argument("--uploads", type=float, default=1, help="of each learner in a day")
    options.add_argument("--peak", type=float, default=5, help="the busiest hour, as a multiple of the mean")
    options.add_argument(
        "--answer-ms", type=float, default=24, help="web, with its question and its feedback"
    )
    options.add_argument("--page-ms", type=float, default=5, help="web")
    options.add_argument("--upload-ms", type=float, default=57, help="web, with looks at how it goes")
    options.add_argument("--task-ms", type=float, default=295, help="worker, for one upload")
    options.add_argument(
        "--bytes-an-answer", type=int, default=850, help="with its attempt, its evidence and their indexes"
    )
    options.add_argument("--redis-an-upload", type=int, default=55, help="commands")
    options.add_argument("--wait-ms", type=float, default=100)
    options.add_argument("--cores-a-host", type=int, default=8)
    chosen = vars(options.parse_args())
    wait_ms, cores_a_host = chosen.pop("wait_ms"), chosen.pop("cores_a_host")
    print("\n".join(told(Day(**chosen), wait_ms=wait_ms, cores_a_host=cores_a_host)))


if __name__ == "__main__":
    main()
