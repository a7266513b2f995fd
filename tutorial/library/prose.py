"""The two types of text in content: `Prose` (Markdown) and `Line` (Markdown without paragraphs)."""

from abc import ABC, abstractmethod
from functools import cached_property
from typing import Self

from django.utils.safestring import SafeString
from pydantic import GetCoreSchemaHandler, ValidatorFunctionWrapHandler
from pydantic_core import CoreSchema, core_schema

from tutorial.library.faults import FaultError
from tutorial.library.markup import clean, line_markup, plain_text, prose_markup, unsafe


class _Markdown(ABC):
    """Text that prints as sanitised HTML in a template. Frozen; equal when the source is equal."""

    def __init__(self, source: str) -> None:
        self._source = source.strip()

    @property
    def source(self) -> str:
        """What the author wrote."""
        return self._source

    @cached_property
    def html(self) -> SafeString:
        return clean(self._markup)

    @cached_property
    def text(self) -> str:
        """The words without any markup."""
        return plain_text(self.html)

    @cached_property
    def _markup(self) -> str:
        return self._rendered()

    @abstractmethod
    def _rendered(self) -> str:
        """HTML that has not been cleaned yet."""

    @classmethod
    def _validated(cls, value: object, as_text: ValidatorFunctionWrapHandler) -> Self:
        return value if isinstance(value, cls) else cls._checked(as_text(value))

    @classmethod
    def _checked(cls, source: str) -> Self:
        made = cls(source)
        if not made.source:
            raise FaultError("is empty; write some text")
        fault = unsafe(made._markup)
        if fault:
            what, needle = fault
            raise FaultError(what, below=source.lower().partition(needle.lower())[0].count("\n"))
        return made

    @classmethod
    def __get_pydantic_core_schema__(cls, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_wrap_validator_function(
            cls._validated,
            core_schema.str_schema(),
            serialization=core_schema.plain_serializer_function_ser_schema(lambda made: made.source),
        )

    def __html__(self) -> SafeString:
        return self.html

    def __str__(self) -> str:
        return self.html

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self._source!r})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Markdown) and (type(other), other.source) == (type(self), self.source)

    def __hash__(self) -> int:
        return hash((type(self), self._source))


class Prose(_Markdown):
    """Markdown: paragraphs, lists, tables, code."""

    def _rendered(self) -> str:
        return prose_markup(self.source)


class Line(_Markdown):
    """Markdown within one line: emphasis, code, links. Line breaks count as spaces."""

    def _rendered(self) -> str:
        return line_markup(self.source)

    @classmethod
    def _checked(cls, source: str) -> Self:
        if "\n\n" in source.strip():
            raise FaultError("holds an empty line; write one paragraph here")
        return super()._checked(source)
