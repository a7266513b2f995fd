"""One rule: which groups of words, said or denied close together in one sentence, show a point."""

from collections.abc import Sequence
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


def match(
    rule: Rule, sentence: Sequence[Use], denied: frozenset[int], left_open: frozenset[int]
) -> tuple[Use, ...]:
    """The first uses in a sentence that together fulfil the rule, in the order of the text, or ().

    Words `left_open` are neither said nor denied.
    """
    if any(use.group in rule.unless for use in sentence):
        return ()
    near: list[Use] = []
    for use in sentence:
        if use.first not in left_open and _fits(rule, use, denied):
            near = [before for before in near if use.last - before.first < rule.within]
            found = _completed(rule, near, use)
            if found:
                return tuple(sorted(found, key=lambda chosen: chosen.place))
            near.append(use)
    return ()


def _completed(rule: Rule, near: Sequence[Use], last: Use) -> list[Use]:
    """One use of each group, `last` and the latest of the others, each of other words. Or []."""
    chosen = [last]
    for group in rule.needed:
        if group != last.group:
            taken = {use.place for use in chosen}
            fitting = (use for use in reversed(near) if use.group == group and use.place not in taken)
            found = next(fitting, None)
            if found is None:
                return []
            chosen.append(found)
    width = max(use.last for use in chosen) - min(use.first for use in chosen) + 1
    return chosen if width <= rule.within else []


def _fits(rule: Rule, use: Use, denied: frozenset[int]) -> bool:
    if use.group in rule.deny:
        return use.first in denied
    return use.group in rule.say and (bool(rule.deny) or use.first not in denied)
