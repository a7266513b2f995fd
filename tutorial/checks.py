"""`manage.py check` fails on faulty content, one error for each fault."""

from typing import Any

from django.core.checks import CheckMessage, Error, register

from tutorial.library import ContentError, library


class ContentFault(Error):
    """Prints as `file:line: field: what is wrong and what to write`."""

    def __str__(self) -> str:
        return str(self.msg)


@register("content")
def content(**_: Any) -> list[CheckMessage]:
    try:
        library()
    except ContentError as error:
        return [ContentFault(str(fault), id="tutorial.E001") for fault in error.faults]
    return []
