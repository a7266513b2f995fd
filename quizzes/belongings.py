"""What the quizzes and the explain prompts keep of a learner. All of it moves as it is."""

from collections.abc import Mapping
from typing import Any

from learners.belongings import Belongings, Owned
from learners.models import Learner
from quizzes.explain.models import Claim, Explanation, Reveal
from quizzes.models import Answer, Attempt, Draft, Hint
from tutorial.wordings import says_of


def _wordings_of(learner: Learner) -> Mapping[str, Any]:
    answered = Answer.objects.filter(attempt__learner=learner).values_list("digest", flat=True)
    explained = Explanation.objects.filter(learner=learner).values_list("digest", flat=True)
    return {"wordings": says_of([*answered, *explained])}


QUIZZES = Belongings(
    room="quizzes",
    owned=(
        Owned(Attempt, "quizzes begun"),
        Owned(Draft, "answers in exams not handed in", path="attempt__learner"),
        Owned(Hint, "hints looked at", path="attempt__learner"),
        Owned(Answer, "answers to questions", path="attempt__learner"),
        Owned(Explanation, "explanations"),
        Owned(Claim, "points that you say you made", path="explanation__learner"),
        Owned(Reveal, "points that you were told", path="explanation__learner"),
    ),
    more=_wordings_of,
)
