"""What the quizzes and the explain prompts keep of a learner. All of it moves as it is."""

from collections.abc import Mapping
from typing import Any

from learners.belongings import Belongings, Owned
from learners.models import Learner
from quizzes.explain.models import Claim, Explanation, Reveal
from quizzes.models import Answer, Attempt, Draft, Hint
from tutorial.belongings import wordings


def _wordings_of(learner: Learner) -> Mapping[str, Any]:
    answered = Answer.objects.filter(attempt__learner=learner).values_list("digest", flat=True)
    explained = Explanation.objects.filter(learner=learner).values_list("digest", flat=True)
    return {"wordings": wordings([*answered, *explained])}


QUIZZES = Belongings(
    room="quizzes",
    owned=(
        Owned(Attempt),
        Owned(Draft, path="attempt__learner"),
        Owned(Hint, path="attempt__learner"),
        Owned(Answer, path="attempt__learner"),
        Owned(Explanation),
        Owned(Claim, path="explanation__learner"),
        Owned(Reveal, path="explanation__learner"),
    ),
    more=_wordings_of,
)
