"""Which concepts a text shows, by rules alone: the same text always gets the same score."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from quizzes.english.doubt import left_open
from quizzes.english.negation import denied
from quizzes.english.words import Word, words_in
from quizzes.explain.prose import is_told
from quizzes.explain.rules import Rule, match
from quizzes.explain.subjects import stands_for, subject_of
from quizzes.explain.vocabulary import Use, Vocabulary

WORDS_BETWEEN_JOINED = 3


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Characters `start` up to, not including, `end` of the learner's own text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Said:
    """The words at `span` were taken for a group of words, as its entry `read_as`; said, or denied."""

    group: str
    read_as: str
    denied: bool
    span: Span


@dataclass(frozen=True, slots=True)
class Hit:
    """One rule that the text fulfils, and the words that do it: by group, and joined where they are near."""

    rule: Rule
    said: tuple[Said, ...]
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """What the text shows of one point: no hits, not found."""

    point: str
    hits: tuple[Hit, ...]

    @property
    def found(self) -> bool:
        return bool(self.hits)

    @property
    def spans(self) -> tuple[Span, ...]:
        """All spans of all hits, sorted, each once."""
        return tuple(sorted({span for hit in self.hits for span in hit.spans}))


@dataclass(frozen=True, slots=True)
class Rubric:
    """What to look for: the groups of words, and for each point (by id) the rules, any of which shows it."""

    vocabulary: Vocabulary
    points: Mapping[str, Sequence[Rule]]


def score(text: str, rubric: Rubric) -> tuple[Finding, ...]:
    """One finding for each point of the rubric, in its order. Never raises, whatever the text."""
    words = words_in(text)
    denials, doubts = denied(words), left_open(text, words)
    sentences = tuple(_told_sentences(text, words, rubric.vocabulary))
    return tuple(
        Finding(point, tuple(_hits(words, sentences, denials, doubts, rules)))
        for point, rules in rubric.points.items()
    )


def _told_sentences(text: str, words: Sequence[Word], vocabulary: Vocabulary) -> Iterator[tuple[Use, ...]]:
    """The uses in each sentence that is prose; a list of keywords shows nothing."""
    subject: tuple[Use, ...] = ()
    uses = {
        number: tuple(own)
        for number, own in groupby(vocabulary.uses(words), key=lambda use: words[use.first].sentence)
    }
    first = 0
    for number, sentence in groupby(words, key=lambda word: word.sentence):
        held, own = tuple(sentence), uses.get(number, ())
        if first and "\n" in text[words[first - 1].end : held[0].start]:
            subject = ()
        if is_told(held, [replace(use, first=use.first - first, last=use.last - first) for use in own]):
            taken = stands_for(held, first, subject)
            yield (*taken, *own)
            subject = taken or subject_of(held, first, own)
        else:
            subject = ()
        first += len(held)


def _hits(
    words: Sequence[Word],
    sentences: Sequence[tuple[Use, ...]],
    denials: frozenset[int],
    doubts: frozenset[int],
    rules: Sequence[Rule],
) -> Iterator[Hit]:
    for rule in rules:
        found = next(filter(None, (match(rule, uses, denials, doubts) for uses in sentences)), ())
        if found:
            said = tuple(_said(words, rule, use) for use in found)
            yield Hit(rule, said, tuple(_spans(words, found)))


def _said(words: Sequence[Word], rule: Rule, use: Use) -> Said:
    span = Span(words[use.first].start, words[use.last].end)
    return Said(use.group, use.read_as, use.group in rule.deny, span)


def _spans(words: Sequence[Word], uses: Sequence[Use]) -> Iterator[Span]:
    """The words used, joined into one span where only a few words stand between them."""
    first, last = uses[0].first, uses[0].last
    for use in uses[1:]:
        if use.first - last - 1 <= WORDS_BETWEEN_JOINED:
            last = max(last, use.last)
        else:
            yield Span(words[first].start, words[last].end)
            first, last = use.first, use.last
    yield Span(words[first].start, words[last].end)
