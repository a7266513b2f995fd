"""From the steps of a timeline to attempts, and to the countdown. Times in seconds here, for the reader."""

from demos.killed.attempts import Attempt, attempts_of
from demos.killed.countdown import Countdown, countdown
from demos.timeline import Step

ONE, TWO = "demos@host/1", "demos@host/2"


def step(name: str, start: float, end: float | None, place: str = ONE) -> Step:
    return Step(name, "work", place, start * 1000, None if end is None else end * 1000)


def wait(name: str, start: float, end: float | None) -> Step:
    return step(f"{name}: order", start, end, "queue")


def attempts(
    *steps: Step, is_done: bool = False, is_over: bool = False
) -> list[tuple[str, float, float | None, str]]:
    """Who, from when, until when, how."""
    found = attempts_of(
        [step("receive", 0, 0.01, "web"), *steps], is_done=is_done, is_over=is_over or is_done
    )
    assert [attempt.number for attempt in found] == list(range(1, len(found) + 1))
    return [(a.who, a.begun.ms / 1000, a.ended.ms / 1000 if a.ended else None, a.outcome) for a in found]


FIRST = (
    wait("in the queue", 0.01, 0.1),
    step("send receipt", 0.1, 0.5),
    step("pack the order (lost)", 0.5, 2),
)


class TestAttempts:
    def test_still_in_the_queue(self) -> None:
        assert attempts(wait("in the queue", 0.01, None)) == []

    def test_one_at_work(self) -> None:
        found = attempts(wait("in the queue", 0.01, 0.1), step("send receipt", 0.098, None))
        assert found == [("Worker 1", 0.1, None, "at work")]

    def test_one_that_did_it(self) -> None:
        found = attempts(*FIRST[:2], step("pack the order", 0.5, 4), is_done=True)
        assert found == [("Worker 1", 0.1, 4, "done")]

    def test_lost_and_not_taken_again_yet(self) -> None:
        assert attempts(*FIRST, wait("trying again", 2, None)) == [("Worker 1", 0.1, 2, "lost")]

    def test_lost_and_done_by_another(self) -> None:
        again = (wait("trying again", 2, 3), step("pack the order", 3, 7, TWO))
        assert attempts(*FIRST, *again, is_done=True) == [
            ("Worker 1", 0.1, 2, "lost"),
            ("Worker 2", 3, 7, "done"),
        ]

    def test_is_over_when_its_work_is_as_the_timeline_draws_it(self) -> None:
        found = attempts(*FIRST, wait("trying again", 2.008, None))
        assert found == [("Worker 1", 0.1, 2, "lost")]

    def test_its_whole_worker_was_lost_before_it_noted_anything(self) -> None:
        found = attempts(wait("in the queue", 0.01, 0.1), wait("held for a lost worker", 0.2, None))
        assert found == [("", 0.1, 0.2, "lost")]

    def test_the_mail_server_failed(self) -> None:
        found = attempts(
            wait("in the queue", 0, 0.1), step("send receipt", 0.1, 0.3), wait("trying again", 0.3, None)
        )
        assert found == [("Worker 1", 0.1, 0.3, "failed")]

    def test_given_up(self) -> None:
        assert attempts(*FIRST, is_over=True) == [("Worker 1", 0.1, 2, "lost")]


class TestCountdown:
    HELD = (*FIRST, wait("held for a lost worker", 2, None))

    def at(self, seconds: float, steps: tuple[Step, ...] = HELD) -> Countdown | None:
        found: tuple[Attempt, ...] = attempts_of(steps, is_done=False, is_over=False)
        return countdown(steps, found, seconds * 1000, redelivery_seconds=30)

    def test_counts_from_when_the_lost_worker_took_it(self) -> None:
        # taken at 0.1 s; 30 s until it comes back, 2 s until somebody looks
        assert self.at(2.1) == Countdown(seconds=30, taken_ago=2)
        assert self.at(31.6) == Countdown(seconds=1, taken_ago=31)

    def test_is_never_below_nothing(self) -> None:
        assert self.at(40) == Countdown(seconds=0, taken_ago=39)

    def test_of_a_second_attempt_from_its_own_start(self) -> None:
        again = (
            wait("trying again", 2, 3),
            step("pack the order (lost)", 3, 4),
            wait("held for a lost worker", 4, None),
        )
        assert self.at(5, (*FIRST, *again)) == Countdown(seconds=30, taken_ago=2)

    def test_there_is_none_for_a_lost_process(self) -> None:
        assert self.at(2.1, (*FIRST, wait("trying again", 2, None))) is None
