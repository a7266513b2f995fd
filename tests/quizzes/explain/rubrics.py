"""A small rubric to test the scorer with, and short ways to ask it."""

from quizzes.explain.rules import Rule
from quizzes.explain.scorer import Rubric, score
from quizzes.explain.vocabulary import Vocabulary

WORDS = {
    "user": ["user", "people", "nobody", "they"],
    "wait": ["wait", "sit there"],
    "answer": ["respond", "response", "answer"],
    "at-once": ["immediately", "at once", "right away"],
    "even-so": ["even if"],
    "worker": ["worker"],
    "work": ["task", "work"],
}
RUBRIC = Rubric(
    Vocabulary(WORDS),
    {
        "waits": (Rule(say=("user", "wait")),),
        "waits-not": (Rule(say=("user",), deny=("wait",), unless=("even-so",)),),
        "at-once": (Rule(say=("answer", "at-once"), within=5),),
        "worker": (Rule(say=("worker", "work")),),
    },
)


def found(text: str, rubric: Rubric = RUBRIC) -> set[str]:
    return {finding.point for finding in score(text, rubric) if finding.found}


def words_shown(text: str, point: str, rubric: Rubric = RUBRIC) -> list[str]:
    """The words of the text that showed a point."""
    spans = {finding.point: finding.spans for finding in score(text, rubric)}[point]
    return [text[span.start : span.end] for span in spans]
