"""The questions of an attempt as they read when they were answered, whatever the content says today.

That is the wording of the answer, or in an open exam of the draft.
"""

from collections.abc import Iterable

from quizzes.kinds import ANY_QUESTION, Question
from quizzes.sitting import Place
from tutorial.wordings import wordings_of


def as_answered(places: Iterable[Place]) -> dict[str, Question]:
    """By question id, for the answered places. One query if any question was edited or has gone, else none.

    An edited question whose old wording cannot be read is there in today's; one that has gone is not there.
    """
    answered = [(place, met.digest) for place in places if (met := place.answer or place.draft)]
    stale = {digest for place, digest in answered if not _is_todays(place, digest)}
    old = wordings_of(stale, ANY_QUESTION) if stale else {}
    read = ((place.question_id, old.get(digest) or place.question) for place, digest in answered)
    return {question_id: question for question_id, question in read if question}


def _is_todays(place: Place, digest: str) -> bool:
    return place.question is not None and place.question.digest == digest
