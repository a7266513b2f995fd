"""Pages and a submitted answer, against an empty Django view on the same server."""

import re
from collections.abc import Callable

from benchmarks import report
from benchmarks.sampling import medians, timed
from benchmarks.visitor import Visitor

ROUNDS = 30
QUIZ = "/quizzes/recall-quiz/"
PAGES = {
    "home": "/",
    "lesson": "/learn/why-background-tasks-matter/",
    "flashcards": "/flashcards/recall/",
    "explain prompt": "/explain/why-they-matter/",
    "race": "/demos/upload/",
}


def run(visitor: Visitor) -> None:
    """Print the median time of each, and how many empty views it costs."""
    attempt = _new_attempt(visitor)
    pages = PAGES | {"quiz question": attempt}
    took = medians(
        {"empty": lambda: timed(lambda: visitor.get("/floor/empty/"))}
        | {name: _getting(visitor, path) for name, path in pages.items()}
        | {"answer submitted": lambda: _answer(visitor)},
        rounds=ROUNDS,
    )
    report.heading("Pages, one visitor, keep-alive")
    for name, milliseconds in took.items():
        report.line(name, milliseconds, f"{milliseconds / took['empty']:.1f} x the empty view")


def first_option(page: str) -> dict[str, str]:
    """What a form posts that chooses the first option of the question on this page."""
    option = re.search(r'name="option"[^>]*value="([^"]+)"|value="([^"]+)"[^>]*name="option"', page)
    if option is None:
        raise ValueError("the page asks no question")
    return {"option": option[1] or option[2]}


def _getting(visitor: Visitor, path: str) -> Callable[[], float]:
    return lambda: timed(lambda: visitor.get(path))


def _new_attempt(visitor: Visitor) -> str:
    """Start an attempt; its address."""
    visitor.get(QUIZ)
    return str(visitor.post(QUIZ, {}).headers["location"])


def _answer(visitor: Visitor) -> float:
    """Answer the first question of a new attempt; only the answer itself is timed."""
    path = _new_attempt(visitor)
    data = first_option(visitor.get(path).text)
    return timed(lambda: visitor.post(f"{path}answer/", data))
