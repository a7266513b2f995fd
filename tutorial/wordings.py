"""Old wordings: what a card, a question or a prompt said when a learner answered it.

Content is edited and removed; what learners did with it stays, with the digest of the wording they met.
Each wording is kept once, when it is first answered.
"""

from collections.abc import Iterable
from typing import TypeVar

from pydantic import TypeAdapter, ValidationError

from tutorial.library import Item
from tutorial.models import Wording

AnyItem = TypeVar("AnyItem", bound=Item)


def keep_wording(item: Item) -> None:
    """Keep what `item` says now, unless this wording is kept already. One query."""
    Wording.objects.bulk_create(
        [Wording(digest=item.digest, item=item.id, says=item.model_dump(mode="json"))], ignore_conflicts=True
    )


def wordings_of(digests: Iterable[str], kind: TypeAdapter[AnyItem]) -> dict[str, AnyItem]:
    """By digest, those that are kept and can be read. One query."""
    read = ((digest, _read(says, kind)) for digest, says in says_of(digests).items())
    return {digest: item for digest, item in read if item is not None}


def says_of(digests: Iterable[str]) -> dict[str, dict[str, object]]:
    """By digest, the wordings of items of any kind, as they are kept. One query; none for no digests."""
    return dict(Wording.objects.filter(digest__in=set(digests)).values_list("digest", "says"))


def _read(says: dict[str, object], kind: TypeAdapter[AnyItem]) -> AnyItem | None:
    try:
        return kind.validate_python(says)
    except ValidationError:
        return None
