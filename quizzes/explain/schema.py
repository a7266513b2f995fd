"""What a prompt file holds: `content/<course>/prompts/<prompt>.yaml`."""

from collections.abc import Iterator
from enum import StrEnum
from functools import cached_property
from itertools import combinations
from typing import Annotated, Self

from pydantic import AfterValidator, Field, model_validator

from quizzes.english.words import words_in
from quizzes.explain.likeness import Closeness
from quizzes.explain.rules import Rule
from quizzes.explain.scorer import Rubric
from quizzes.explain.synonyms import with_synonyms
from quizzes.explain.vocabulary import Vocabulary
from tutorial.library import ConceptId, FaultError, Item, Line, Part, Prose, Shelf, Slug, nearest

MOST_POINTS = 8


def _has_words(phrase: str) -> str:
    if not words_in(phrase):
        raise FaultError("has no letters; write a word or a phrase")
    return phrase


Phrase = Annotated[str, AfterValidator(_has_words)]
Words = dict[Slug, Annotated[tuple[Phrase, ...], Field(min_length=1)]]


class Point(Part):
    """One of the things a full explanation says. Any one of its rules shows it."""

    id: Slug
    title: Line
    concept: ConceptId
    cue: Line
    rules: Annotated[tuple[Rule, ...], Field(min_length=1)]


class SampleKind(StrEnum):
    GOOD = "good"
    PARTIAL = "partial"
    REPHRASED = "rephrased"
    MISSPELT = "misspelt"
    NEGATED = "negated"
    WRONG = "wrong"
    KEYWORD_LIST = "keyword-list"
    OFF_TOPIC = "off-topic"


class Sample(Part):
    """What a learner might write, and what it deserves. The rules are not tuned on a held-out sample.

    `shows` is for prompts with points; `near` says how near it is to the model answer of one without.
    """

    kind: SampleKind
    text: str
    shows: tuple[Slug, ...] = ()
    near: Closeness | None = None
    held_out: bool = False

    def fault(self, *, has_points: bool) -> str | None:
        """What is wrong with the label, for a prompt with or without points."""
        if has_points and (self.near or "shows" not in self.model_fields_set):
            return "must say which points it shows, in shows: [...]; write [] for none"
        if not has_points and (self.shows or not self.near):
            return "must say how near it comes to the model answer, in near: close, partly or far"
        return None


class Prompt(Item):
    """A question to be answered freely. Its digest leaves the samples out: learners never see them.

    With `points` and their rules it says which of these an explanation holds. Without, how near it comes to
    the model answer, which then is evidence for the `concepts`.
    """

    title: str
    prompt: Line
    hint: Line
    answer: Prose
    points: Annotated[tuple[Point, ...], Field(max_length=MOST_POINTS)] = ()
    words: Words = Field(default_factory=dict)
    concepts: tuple[ConceptId, ...] = ()
    samples: Annotated[tuple[Sample, ...], Field(exclude=True)] = ()

    @cached_property
    def rubric(self) -> Rubric:
        """What the scorer looks for; made at the first answer and kept."""
        return Rubric(Vocabulary(with_synonyms(self.words)), {point.id: point.rules for point in self.points})

    @model_validator(mode="after")
    def _rules_name_groups(self) -> Self:
        for place, part, group in self._groups_named():
            if group not in self.words:
                hint = nearest(group, self.words)
                raise FaultError(f"there is no group {group} under words; {hint}", *place, part)
        unused = set(self.words) - {group for _, _, group in self._groups_named()}
        if unused:
            raise FaultError("is in no rule; use it or delete it", "words", min(unused))
        return self

    @model_validator(mode="after")
    def _one_word_never_does_for_two(self) -> Self:
        for place, rule in self._rules():
            for one, other in combinations(rule.needed, 2):
                shared = set(self.words[one]) & set(self.words[other])
                if shared:
                    what = f"{min(shared)} is in both {one} and {other}, so it alone fulfils the rule"
                    raise FaultError(f"{what}; take it out of one of them", *place)
        return self

    @model_validator(mode="after")
    def _has_points_or_concepts(self) -> Self:
        if self.points and self.concepts:
            raise FaultError("is for prompts without points; each point names its own concept", "concepts")
        if not self.points and not self.concepts:
            raise FaultError("is missing; add points, or concepts if there is only a model answer", "points")
        return self

    @model_validator(mode="after")
    def _samples_are_labelled(self) -> Self:
        for number, sample in enumerate(self.samples):
            fault = sample.fault(has_points=bool(self.points))
            if fault:
                raise FaultError(fault, "samples", number)
        return self

    @model_validator(mode="after")
    def _samples_name_points(self) -> Self:
        names = [point.id for point in self.points]
        for number, sample in enumerate(self.samples):
            for name in sample.shows:
                if name not in names:
                    raise FaultError(
                        f"there is no point {name}; {nearest(name, names)}", "samples", number, "shows"
                    )
        return self

    def _rules(self) -> Iterator[tuple[tuple[str | int, ...], Rule]]:
        for number, point in enumerate(self.points):
            for place, rule in enumerate(point.rules):
                yield ("points", number, "rules", place), rule

    def _groups_named(self) -> Iterator[tuple[tuple[str | int, ...], str, str]]:
        for place, rule in self._rules():
            parts = {"say": rule.say, "deny": rule.deny, "unless": rule.unless}
            yield from ((place, part, group) for part, groups in parts.items() for group in groups)


SHELF = Shelf(folder="prompts", schema=Prompt, listed_in="prompts")
