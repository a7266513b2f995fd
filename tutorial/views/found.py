"""What an address names, found in the library."""

from typing import TypeVar

from django.http import Http404

from tutorial.library import Item, library

AnyItem = TypeVar("AnyItem", bound=Item)


def found_or_404(schema: type[AnyItem], name: str) -> AnyItem:
    """The item of that id; raises Http404 if there is none, or one of another schema."""
    item = library().get(schema, name)
    if item is None:
        raise Http404(f"There is no {schema.__name__.lower()} {name}")
    return item
