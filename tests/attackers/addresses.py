"""All addresses that the site answers at, by name."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

NAMELESS = "admin:"  # where Django has old addresses of rows without a name, which only lead to their pages


@dataclass(frozen=True)
class Address:
    """`name` with its namespaces, as `reverse` takes it, and the names of its `arguments` in the path."""

    name: str
    arguments: tuple[str, ...]
    converters: dict[str, Any]
    view: Any

    @property
    def key(self) -> str:
        """What tells it from all others."""
        return " ".join([self.name, *self.arguments])


def all_addresses() -> Iterator[Address]:
    """Each pattern of each address; several may have one name."""
    return _below(get_resolver().url_patterns, "")


def all_names() -> set[str]:
    """The names of all of them."""
    return {address.name for address in all_addresses()}


def _below(patterns: list[Any], space: str) -> Iterator[Address]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from _below(pattern.url_patterns, inner)
        elif isinstance(pattern, URLPattern) and (pattern.name or space != NAMELESS):
            matched = pattern.pattern
            arguments = tuple(matched.converters or matched.regex.groupindex)
            yield Address(f"{space}{pattern.name}", arguments, matched.converters, pattern.callback)
