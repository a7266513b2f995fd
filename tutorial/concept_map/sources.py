"""What evidence came from, by name: also when that has been reworded or has left the content."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from learners.models import Evidence
from tutorial.concept_map.places import TITLES, misconceptions_offered, title_of
from tutorial.library import Item, Lesson, Library, Line, Recall
from tutorial.rooms import ROOMS
from tutorial.shown import Sign
from tutorial.wordings import says_of

NOUNS = {
    Evidence.Kind.RECALLED: "card",
    Evidence.Kind.ANSWERED: "question",
    Evidence.Kind.EXPLAINED: "explain prompt",
}


@dataclass(frozen=True, slots=True)
class Source:
    """A card, a question or a prompt. Without `url` it has left the content, without `title` also its words.

    `read` is the paragraph that it names itself ("lesson-id#paragraph-id"), if it does; `offers` are the
    misconceptions that a wrong answer to it would have given away.
    """

    noun: str
    title: str = ""
    url: str = ""
    read: str = ""
    offers: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Moment:
    """Something happened there, then."""

    source: Source
    at: datetime


Sources = Mapping[tuple[str, str], Source]


def sources_of(signs: Iterable[Sign], library: Library) -> Sources:
    """By id and digest. One query where something has left the content, none otherwise."""
    asked = {(sign.source, sign.digest): sign for sign in signs if sign.asked}
    there = {sign.source: found for sign in asked.values() if (found := library.get(Item, sign.source))}
    says = says_of(digest for source, digest in asked if source not in there)
    return {
        key: _here(there[sign.source], library, sign) if sign.source in there else _gone(sign, says)
        for key, sign in asked.items()
    }


def _here(item: Item, library: Library, sign: Sign) -> Source:
    home, course = library.container_of(item), library.course_of(item)
    if isinstance(item, Recall) and isinstance(home, Lesson):
        return _recall_prompt(item, home)
    url = next((room.url(home) for room in ROOMS if any(home is file for file in room.items(course))), "")
    return Source(_noun(sign), title_of(item), url, getattr(item, "read", ""), misconceptions_offered(item))


def _recall_prompt(recall: Recall, lesson: Lesson) -> Source:
    blocks = (block for section in lesson.sections for block in section.blocks)
    beside = next((block.id for block in blocks if getattr(block, "recall", None) is recall), None)
    url = f"{reverse('tutorial:lesson', args=[lesson.id])}#{recall.id}"
    return Source("recall prompt", title_of(recall), url, f"{lesson.id}#{beside}")


def _noun(sign: Sign) -> str:
    return NOUNS[Evidence.Kind(sign.kind)]


def _gone(sign: Sign, says: Mapping[str, Mapping[str, object]]) -> Source:
    kept = says.get(sign.digest)
    if kept is None:
        return Source(_noun(sign))
    title = next((said for name in TITLES if isinstance(said := kept.get(name), str)), "")
    is_card = "level" in kept  # which a recall prompt has not
    noun = "recall prompt" if sign.kind == Evidence.Kind.RECALLED and not is_card else _noun(sign)
    return Source(noun, Line(title).text if title else "")
