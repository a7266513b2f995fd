"""Each course as a map of its concepts: what is known of each today, and what to do next."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from tutorial.concept_map.beliefs import Belief, beliefs_in
from tutorial.concept_map.places import about_concepts
from tutorial.concept_map.sources import sources_of
from tutorial.concept_map.standing import Log, Standing, standing_of
from tutorial.library import Course, Lesson, Library, library
from tutorial.mending import misses_in
from tutorial.preferences import settings_of
from tutorial.progress import due_in, memories_of
from tutorial.reading import concepts_of
from tutorial.scheduling import retrievability
from tutorial.shown import Sign, counted_signs_of

AT_A_GLANCE = 3  # concepts to mend, of many


@dataclass(frozen=True, slots=True)
class Act:
    """A lesson with the concepts that it is the first to teach; `lesson` is None for those none teaches."""

    lesson: Lesson | None
    read: bool
    standings: tuple[Standing, ...]


@dataclass(frozen=True, slots=True)
class CourseMap:
    course: Course
    acts: tuple[Act, ...]
    beliefs: tuple[Belief, ...]

    @property
    def standings(self) -> tuple[Standing, ...]:
        return tuple(standing for act in self.acts for standing in act.standings)

    @property
    def met(self) -> int:
        """How many concepts the learner has met in any way."""
        return sum(standing.met for standing in self.standings)

    @property
    def to_mend(self) -> tuple[Standing, ...]:
        """The concepts with a miss that no later answer has put right, the latest first.

        Of one moment, such as the end of an exam, the weakest first.
        """
        missed = [(standing.miss.at, standing) for standing in self.standings if standing.miss]
        weakest_first = sorted(missed, key=lambda pair: pair[1].held)
        latest_first = sorted(weakest_first, key=lambda pair: pair[0], reverse=True)
        return tuple(standing for _, standing in latest_first)

    @property
    def mends_shown(self) -> tuple[Standing, ...]:
        """All that is to be mended if it is little, else the first of it."""
        few = len(self.to_mend) <= AT_A_GLANCE + 1
        return self.to_mend if few else self.to_mend[:AT_A_GLANCE]

    @property
    def mends_folded(self) -> tuple[Standing, ...]:
        """The others."""
        return self.to_mend[len(self.mends_shown) :]

    @property
    def next(self) -> Standing | None:
        """The concept with the most pressing next step: the first of `to_mend`, else the first in the course.

        None when there is nothing to do.
        """
        steps = [
            (standing.step.reason, standing) for standing in (*self.to_mend, *self.standings) if standing.step
        ]
        return min(steps, key=lambda pair: pair[0], default=(None, None))[1]

    @property
    def next_due(self) -> datetime | None:
        """When the first card comes back."""
        return min((standing.due for standing in self.standings if standing.due), default=None)


def maps_of(learner: UUID | None, now: datetime) -> tuple[CourseMap, ...]:
    """One for each course, a newcomer's too. Four queries, and one more where evidence is of what has left
    the content; no query for a newcomer.
    """
    signs, content = counted_signs_of(learner), library()
    log = _log(learner, signs, content, now)
    about = about_concepts(content)
    standings = {
        concept.id: standing_of(concept, about[concept.id], log)
        for course in content.courses
        for concept in course.concepts
    }
    return tuple(
        CourseMap(
            course, tuple(_acts(course, standings, signs)), beliefs_in(signs, log.sources, course.concepts)
        )
        for course in content.courses
    )


def _log(learner: UUID | None, signs: Sequence[Sign], content: Library, now: datetime) -> Log:
    by_concept: dict[str, list[Sign]] = defaultdict(list)
    for sign in signs:
        by_concept[sign.concept].append(sign)
    memories, fsrs = memories_of(learner), settings_of(learner).scheduler
    return Log(
        now=now,
        signs=by_concept,
        sources=sources_of(signs, content),
        memories=memories,
        chances={card: retrievability(memory, now, fsrs) for card, memory in memories.items()},
        due=due_in(memories, misses_in(signs), now),
    )


def _acts(course: Course, standings: Mapping[str, Standing], signs: Sequence[Sign]) -> Iterator[Act]:
    """Every concept once, in the order of the lessons and then of the course."""
    met = {sign.source for sign in signs}
    left = {concept.id: standings[concept.id] for concept in course.concepts}
    for lesson in course.lessons:
        taught = concepts_of(lesson)
        here = tuple(left.pop(concept) for concept in tuple(left) if concept in taught)
        if here:
            yield Act(lesson, lesson.id in met, here)
    if left:
        yield Act(None, False, tuple(left.values()))
