"""The words that mean the same in every prompt: `synonyms.yaml`, which says how it is used."""

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

import yaml

from quizzes.english.words import words_in

FILE = Path(__file__).with_name("synonyms.yaml")
Groups = Mapping[str, Sequence[str]]


@cache
def shared_synonyms() -> dict[str, tuple[str, ...]]:
    """By the word that brings them in."""
    read: dict[str, list[str]] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return {word: tuple(others) for word, others in read.items()}


def with_synonyms(groups: Groups) -> dict[str, tuple[str, ...]]:
    """The groups of a prompt with the shared synonyms of their words."""
    placed = {_stems(phrase) for phrases in groups.values() for phrase in phrases}
    return {group: (*phrases, *_added(phrases, placed)) for group, phrases in groups.items()}


def _added(phrases: Sequence[str], placed: set[tuple[str, ...]]) -> list[str]:
    """What the shared synonyms add to these phrases, but for what the author has placed."""
    named = {_stems(phrase) for phrase in phrases}
    return [
        other
        for word, others in shared_synonyms().items()
        if _stems(word) in named
        for other in others
        if _stems(other) not in placed and _stems(other)[:1] not in placed
    ]


@cache
def _stems(phrase: str) -> tuple[str, ...]:
    return tuple(word.stem for word in words_in(phrase))
