"""Questions written down for one test, as an author would."""

from pydantic import ValidationError

from quizzes.kinds import ANY_QUESTION
from tutorial.library import FaultError

COMMON = {"id": "a-question", "level": "easy", "stem": "What?", "concepts": ["c"], "read": "lesson#p"}


def written(**fields: object) -> dict[str, object]:
    return {**COMMON, **fields}


def fault_of(fields: dict[str, object]) -> tuple[str, tuple[str | int, ...]]:
    """The one fault of a question, and the way to what is wrong, from what its validator looks at."""
    try:
        ANY_QUESTION.validate_python(fields)
    except ValidationError as error:
        (details,) = error.errors()
        reason = details.get("ctx", {}).get("error")
        if isinstance(reason, FaultError):
            return str(reason), reason.at
        return details["msg"], details["loc"][1:]
    raise AssertionError("there is no fault")
