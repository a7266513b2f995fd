"""What a learner has explained, each explanation read against the wording that it answered."""

from collections.abc import Iterable

from pydantic import TypeAdapter

from quizzes.explain.models import Explanation, Reveal
from quizzes.explain.reply import Reply, reply_to
from quizzes.explain.schema import Prompt
from tutorial.library import library
from tutorial.wordings import wordings_of

PROMPT: TypeAdapter[Prompt] = TypeAdapter(Prompt)


def current(prompt: str) -> Prompt | None:
    """The prompt as it is asked today; None if it is asked no more."""
    try:
        return library().find(Prompt, prompt)
    except KeyError:
        return None


def wordings(explanations: Iterable[Explanation]) -> dict[str, Prompt]:
    """By digest, the prompts as they were worded then. One query, if any has been rewritten since."""
    asked = {explanation.digest: current(explanation.prompt) for explanation in explanations}
    as_today = {digest: prompt for digest, prompt in asked.items() if prompt and prompt.digest == digest}
    rewritten = asked.keys() - as_today.keys()
    return {**as_today, **wordings_of(rewritten, PROMPT)} if rewritten else as_today


def replies(explanations: Iterable[Explanation], reveals: Iterable[Reveal] = ()) -> list[Reply]:
    """In the order given; without those whose wording was not kept."""
    explanations, reveals = list(explanations), list(reveals)
    worded = wordings(explanations)
    return [
        reply_to(explanation, worded[explanation.digest], reveals)
        for explanation in explanations
        if explanation.digest in worded
    ]


def reply(explanation: Explanation | None) -> Reply | None:
    """The reply to one explanation, with what has been told; None if its wording was not kept."""
    if explanation is None:
        return None
    return next(iter(replies([explanation], Reveal.objects.of(explanation))), None)
