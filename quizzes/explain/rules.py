"""One rule: which groups of words, said or denied close together in one sentence, show a point."""

from collections.abc import Iterable, Sequence
from typing import Annotated, Self

from pydantic import Field, model_validator

from quizzes.explain.vocabulary import Use
from tutorial.library import FaultError, Part, Slug

DEFAULT_WITHIN = 8
LARGEST_WITHIN = 40


class Rule(Part):
    """Groups that must come together: said (not denied), or denied, within so many words of one sentence.

    In a rule that denies something the `say` groups may stand on either side of the denial:
    "users don't wait" and "no user waits" both say users and deny waiting.
    """

    say: tuple[Slug, ...] = ()
    deny: tuple[Slug, ...] = ()
    unless: tuple[Slug, ...] = ()
    within: Annotated[int, Field(ge=1, le=LARGEST_WITHIN)] = DEFAULT_WITHIN

    @model_validator(mode="after")
    def _looks_for_something(self) -> Self:
        if not self.needed:
            raise FaultError(
                "is missing; name the groups of words that show the point, in say or deny", "say"
            )
        if len(set(self.needed)) < len(self.needed):
            raise FaultError("names a group twice; name each once, in say or in deny")
        return self

    @property
    def needed(self) -> tuple[str, ...]:
        return self.say + self.deny

    @property
    def name(self) -> str:
        """How a report calls the rule: "user + not wait"."""
        return " + ".join([*self.say, *(f"not {group}" for group in self.deny)])


def match(rule: Rule, sentence: Sequence[Use], denied: frozenset[int]) -> tuple[Use, ...]:
    """The first uses in a sentence that together fulfil the rule, in the order of the text, or ()."""
    if any(use.group in rule.unless for use in sentence):
        return ()
    latest: dict[str, Use] = {}
    for use in sentence:
        if _fits(rule, use, denied):
            latest[use.group] = use
            if len(latest) == len(rule.needed) and _width(latest.values()) <= rule.within:
                return tuple(sorted(latest.values(), key=lambda found: (found.first, found.last)))
    return ()


def _fits(rule: Rule, use: Use, denied: frozenset[int]) -> bool:
    if use.group in rule.deny:
        return use.first in denied
    return use.group in rule.say and (bool(rule.deny) or use.first not in denied)


def _width(uses: Iterable[Use]) -> int:
    """The words from the first use to the end of the last, both counted."""
    together = tuple(uses)
    return max(use.last for use in together) - min(use.first for use in together) + 1
