"""The two types of text in content: `Prose` (Markdown) and `Line` (Markdown without paragraphs)."""

from collections.abc import Callable
from functools import cached_property
from typing import ClassVar, Self

from django.utils.safestring import SafeString
from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema

from tutorial.library.faults import FaultError
from tutorial.library.markup import first_unsafe, line_html, plain_text, prose_html


class _Markdown:
    """Text that prints as sanitised HTML in a template. Frozen; equal when the source is equal."""

    _to_html: ClassVar[Callable[[str], SafeString]]
    _inline: ClassVar[bool]

    def __init__(self, source: str) -> None:
        self._source = source.strip()

    @property
    def source(self) -> str:
        """What the author wrote."""
        return self._source

    @cached_property
    def html(self) -> SafeString:
        """Sanitised; made at the first use and kept."""
        return type(self)._to_html(self._source)

    @cached_property
    def text(self) -> str:
        """The words without any markup."""
        return plain_text(self.html)

    def __html__(self) -> SafeString:
        return self.html

    def __str__(self) -> str:
        return self.html

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self._source!r})"

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and isinstance(other, _Markdown) and other._source == self._source

    def __hash__(self) -> int:
        return hash((type(self), self._source))

    @classmethod
    def _checked(cls, source: str) -> Self:
        made = cls(source)
        if not made._source:
            raise FaultError("is empty; write some text")
        unsafe = first_unsafe(source, inline=cls._inline)
        if unsafe:
            raise FaultError(unsafe[0], below=unsafe[1])
        return made

    @classmethod
    def __get_pydantic_core_schema__(cls, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.union_schema(
            [
                core_schema.is_instance_schema(cls),
                core_schema.no_info_after_validator_function(cls._checked, core_schema.str_schema()),
            ],
            mode="left_to_right",
            serialization=core_schema.plain_serializer_function_ser_schema(lambda made: made.source),
        )


class Prose(_Markdown):
    """Markdown: paragraphs, lists, tables, code."""

    _to_html = staticmethod(prose_html)
    _inline = False


class Line(_Markdown):
    """Markdown within one line: emphasis, code, links. Line breaks count as spaces."""

    _to_html = staticmethod(line_html)
    _inline = True

    @classmethod
    def _checked(cls, source: str) -> Self:
        if "\n\n" in source.strip():
            raise FaultError("holds an empty line; write one paragraph here")
        return super()._checked(source)
