"""`python -m benchmarks.learners.clients URL LEARNERS`: so many learners answer a whole quiz at once; JSON.

Threads with plain connections, because they cost little: what clients take of the processor the server lacks.
Everybody has an open attempt before the clock starts. Nobody thinks: each answer follows the one before.
"""

import json
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from statistics import quantiles

from benchmarks.learners.browser import Browser, Refused

QUIZ = "/quizzes/recall-quiz/"
STACK_BYTES = 256 * 1024


class Learner:
    """One of them, and what they have seen."""

    def __init__(self, url: str) -> None:
        self.browser = Browser(url)
        self.waits: list[float] = []
        self.errors = 0
        self.attempt = ""

    def begin(self) -> None:
        """An attempt that is open."""
        self.browser.get(QUIZ)
        self.attempt = self.browser.post(QUIZ, {"mode": "practice"}).split("?")[0]

    def answer_all(self) -> None:
        """Question, answer, feedback, until there is no question left. Only the answer itself is timed."""
        while form := self.browser.question(self.attempt):
            began = time.perf_counter()
            try:
                feedback = self.browser.post(f"{self.attempt}answer/", form)
            except Refused:
                self.errors += 1
                return
            self.waits.append((time.perf_counter() - began) * 1000)
            self.browser.get(feedback)


def main(url: str, count: int) -> None:
    """Let them go, and print what they measured."""
    threading.stack_size(STACK_BYTES)
    learners = [Learner(url) for _ in range(count)]
    with ThreadPoolExecutor(8) as few:
        list(few.map(Learner.begin, learners))
    before = sum(learner.browser.requests for learner in learners)
    began, processor = time.perf_counter(), time.process_time()
    with ThreadPoolExecutor(count) as everybody:
        list(everybody.map(Learner.answer_all, learners))
    print(json.dumps(_told(learners, time.perf_counter() - began, time.process_time() - processor, before)))


def _told(learners: list[Learner], seconds: float, processor: float, before: int) -> dict[str, object]:
    waits = sorted(wait for learner in learners for wait in learner.waits)
    percentiles = quantiles(waits, n=100)
    return {
        "seconds": seconds,
        "client_cpu_s": processor,
        "acknowledged": len(waits),
        "by_attempt": {learner.attempt.split("/")[-2]: len(learner.waits) for learner in learners},
        "requests": sum(learner.browser.requests for learner in learners) - before,
        "errors": sum(learner.errors for learner in learners),
        "again": sum(learner.browser.again for learner in learners),
        "median_ms": percentiles[49],
        "p95_ms": percentiles[94],
        "most_ms": waits[-1],
    }


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
