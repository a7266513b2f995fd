"""An exception in a line of the log: what it is and where it was raised, without its own words.

`int("what somebody typed")` says what was typed. So words are only for who develops the site.
"""

import sys
import traceback
from collections.abc import Iterator

from structlog.typing import EventDict, WrappedLogger


def without_messages(logger: WrappedLogger, method: str, event: EventDict) -> EventDict:
    """A processor: `exception` is the types and places; any other exception is told by its type."""
    error = _raised(event.pop("exc_info", None)) or event.get("exception")
    if isinstance(error, BaseException):
        event.pop("error", None)  # the same words again, in lines about tasks
        event["exception"] = places(error)
    return {
        key: _type_of(value) if isinstance(value, BaseException) else value for key, value in event.items()
    }


def places(error: BaseException) -> str:
    """Its traceback, after those of the exceptions that led to it, each with its type in its last line."""
    told = ["".join([*traceback.format_tb(one.__traceback__), _type_of(one)]) for one in _chain(error)]
    return "\n\nThat led to:\n\n".join(reversed(told))


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    seen: set[int] = set()
    while error and id(error) not in seen:
        seen.add(id(error))
        yield error
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)


def _raised(exc_info: object) -> BaseException | None:
    """Each of the forms in which the standard library and structlog take it."""
    match exc_info:
        case BaseException() as error:
            return error
        case (_, BaseException() as error, _):
            return error
        case True:
            return sys.exception()
        case _:
            return None


def _type_of(error: BaseException) -> str:
    """Of a task's retry, what was wrong."""
    known = getattr(error, "exc", None)
    return type(known if isinstance(known, BaseException) else error).__qualname__
