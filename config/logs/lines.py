"""What a line of the log looks like: one for each event, for a reader at a terminal or for a program.

Whatever is logged, by structlog or by the standard library, takes the same way. A traceback is told without
the values of variables and, but for developers, without the exception's words. Email addresses, and users and
passwords in URLs, are left out of everything.
"""

import logging
import logging.config
import re
import sys
from collections.abc import Mapping
from typing import Any

import structlog
from structlog.stdlib import BoundLogger, LoggerFactory, ProcessorFormatter
from structlog.typing import EventDict, Processor, WrappedLogger

from config.logs.exceptions import without_messages

TERMINAL, JSON = "terminal", "json"
# A worker is called demos@host, and that is nobody's address.
USER_OF_URL = re.compile(r"(?<=://)[^/\s]*@")
ADDRESS = re.compile(r"\b(?!(?:demos|site)@)[\w.+-]+@[\w-]+(?:\.[\w-]+)*")
LEFT_OUT = "(address left out)"

_BOTH: tuple[Processor, ...] = (
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_logger_name,
    structlog.stdlib.add_log_level,
    structlog.processors.TimeStamper(fmt="iso", utc=True, key="time"),
)


def set_up(logging_settings: Mapping[str, Any]) -> None:
    """Django's LOGGING_CONFIG: from now on this process logs as `logging_settings` say, structlog too."""
    structlog.configure(
        processors=[structlog.stdlib.filter_by_level, *_BOTH, ProcessorFormatter.wrap_for_formatter],
        logger_factory=LoggerFactory(),
        wrapper_class=BoundLogger,
        cache_logger_on_first_use=True,
    )
    logging.config.dictConfig(dict(logging_settings))


def on_standard_error(shape: str) -> None:
    """For a program without Django: warnings and errors, in the same form."""
    handler = logging.StreamHandler()
    handler.setFormatter(formatter(shape))
    logging.basicConfig(handlers=[handler], level=logging.WARNING, force=True)


def formatter(shape: str, with_messages: bool = False) -> logging.Formatter:
    """`shape` is TERMINAL or JSON; `with_messages` leaves exceptions their own words."""
    return ProcessorFormatter(
        foreign_pre_chain=_BOTH,
        processors=[
            ProcessorFormatter.remove_processors_meta,
            structlog.processors.format_exc_info if with_messages else without_messages,
            without_addresses,
            _renderer(shape),
        ],
    )


def without_addresses(logger: WrappedLogger, method: str, event: EventDict) -> EventDict:
    """A processor: email addresses, and users and passwords in URLs, are left out of all texts."""
    return {key: discreet(value) if isinstance(value, str) else value for key, value in event.items()}


def discreet(words: str) -> str:
    """The same words, without email addresses, and without users and passwords in URLs."""
    if "@" not in words:
        return words
    return ADDRESS.sub(LEFT_OUT, USER_OF_URL.sub(f"{LEFT_OUT}@", words))


def _renderer(shape: str) -> Processor:
    if shape == JSON:
        return structlog.processors.JSONRenderer()
    return structlog.dev.ConsoleRenderer(
        colors=sys.stderr.isatty(), timestamp_key="time", exception_formatter=structlog.dev.plain_traceback
    )
