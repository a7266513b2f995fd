"""Field types that check themselves: ids that are claimed once, and references that must exist."""

import difflib
import re
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Annotated

from django.urls import NoReverseMatch, get_resolver, reverse
from pydantic import (
    AfterValidator,
    StringConstraints,
    ValidationInfo,
    ValidatorFunctionWrapHandler,
    WrapValidator,
)

from tutorial.library.known import known_from, place_of

NAMES_SHOWN = 12

_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def _must_be_a_slug(name: str) -> str:
    if not _SLUG.fullmatch(name):
        raise ValueError("is not an id; write small letters, digits and hyphens, as in my-first-card")
    return name


Slug = Annotated[str, StringConstraints(max_length=80), AfterValidator(_must_be_a_slug)]


def closest(name: str, names: Iterable[str]) -> str | None:
    """The name that was probably meant."""
    return next(iter(difflib.get_close_matches(name, list(names), n=1)), None)


def nearest(name: str, names: Iterable[str]) -> str:
    """What to write instead of `name`: the name that was probably meant, or the names there are."""
    choices = sorted(names)
    close = closest(name, choices)
    if close:
        return f"did you mean {close}?"
    shown = [*choices[:NAMES_SHOWN], "..."] if len(choices) > NAMES_SHOWN else choices
    return f"write one of: {', '.join(shown)}" if shown else "there are none yet"


def claimed(kind: str) -> WrapValidator:
    """The id may occur once among all the content of this kind."""
    return WrapValidator(partial(_claim, kind))


def _claim(kind: str, value: object, handler: ValidatorFunctionWrapHandler, info: ValidationInfo) -> str:
    name: str = handler(value)
    known = known_from(info)
    if known is not None:
        known.claim(kind, name, place_of(value))
    return name


def existing(kind: str) -> AfterValidator:
    """The id must be one that the content claims for this kind."""
    check: Callable[[str, ValidationInfo], str] = partial(_must_exist, kind)
    return AfterValidator(check)


def _must_exist(kind: str, name: str, info: ValidationInfo) -> str:
    known = known_from(info)
    if known is not None and known.lacks(kind, name):
        raise ValueError(f"there is no {kind} {name}; {nearest(name, known.of(kind))}")
    return name


def _page_names() -> Iterator[str]:
    for namespace, (_, resolver) in get_resolver().namespace_dict.items():
        yield from (f"{namespace}:{name}" for name in resolver.reverse_dict if isinstance(name, str))


def _must_have_a_page(name: str) -> str:
    try:
        reverse(name)
    except NoReverseMatch:
        raise ValueError(f"no page of this site is named {name}; {nearest(name, _page_names())}") from None
    return name


PageName = Annotated[str, AfterValidator(_must_have_a_page)]

ItemId = Annotated[Slug, claimed("item")]
NewCourseId = Annotated[Slug, claimed("course")]
NewConceptId = Annotated[Slug, claimed("concept")]
NewMisconceptionId = Annotated[Slug, claimed("misconception")]

ConceptId = Annotated[str, existing("concept")]
MisconceptionId = Annotated[str, existing("misconception")]
ParagraphRef = Annotated[str, existing("paragraph")]
DemoName = Annotated[str, existing("demo")]
