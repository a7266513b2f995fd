"""The id of a card that comes from outside: always the same for the same card."""

import hashlib
import re

from django.utils.text import slugify

from tutorial.exchange.drafts import Draft

LONGEST = 80
_LONGEST_WORDS = 60
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def card_id(draft: Draft, deck: str) -> str:
    """Its own id if it has one. Else, from what its file knows it by; or from its question, if by nothing."""
    if is_slug(draft.id):
        return draft.id
    if draft.key or draft.id:
        return within(deck, _short_hash(draft.key or draft.id, 10))
    return "-".join(filter(None, [_words(draft.question), _short_hash(draft.question, 8)]))


def within(deck: str, name: str) -> str:
    """The id of `name` in a deck where the bare one is taken by another file."""
    if len(deck) + 1 + len(name) <= LONGEST:
        return f"{deck}-{name}"
    return f"{deck[:_LONGEST_WORDS].rstrip('-')}-{_short_hash(name, 10)}"


def is_slug(name: str) -> bool:
    return len(name) <= LONGEST and bool(_SLUG.fullmatch(name))


def _words(question: str) -> str:
    return re.sub(r"[-_]+", "-", slugify(question)[:_LONGEST_WORDS]).strip("-")


def _short_hash(text: str, length: int) -> str:
    return hashlib.sha256(" ".join(text.split()).encode()).hexdigest()[:length]
