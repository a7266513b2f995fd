"""How much a word says: the fewer texts of the course use it, the more."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from math import log

from quizzes.english.words import words_in
from tutorial.library import Course, Line, Part, Prose


class Rarity:
    """Weights over a collection of texts. `meaning` is what a stem is counted as."""

    def __init__(self, texts: Iterable[str], meaning: Callable[[str], str]) -> None:
        self._count = 0
        self._texts_with: Counter[str] = Counter()
        for text in texts:
            self._count += 1
            self._texts_with.update({meaning(word.stem) for word in words_in(text)})

    def weight(self, term: str) -> float:
        """ln(1 + texts / (1 + texts that use the term)): above 0, the most for a term that no text uses."""
        return log(1 + (1 + self._count) / (1 + self._texts_with[term]))


def texts_of(course: Course) -> Iterator[str]:
    """Every line and every piece of prose in the lessons of the course, without markup."""
    yield from _texts_within(course.lessons)


def _texts_within(value: object) -> Iterator[str]:
    if isinstance(value, Line | Prose):
        yield value.text
    elif isinstance(value, Part):
        for name in type(value).model_fields:
            yield from _texts_within(getattr(value, name))
    elif isinstance(value, tuple | list):
        for entry in value:
            yield from _texts_within(entry)
    elif isinstance(value, dict):
        for entry in value.values():
            yield from _texts_within(entry)
