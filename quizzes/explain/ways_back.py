"""Where a missed concept can be mended: paragraphs that teach it, demos that show it, the map."""

from dataclasses import dataclass

from django.urls import reverse

from tutorial.library import Concept, Demo, Paragraph, library

PARAGRAPHS = 2


@dataclass(frozen=True, slots=True)
class WaysBack:
    concept: Concept
    paragraphs: tuple[Paragraph, ...]
    demos: tuple[Demo, ...]

    @property
    def progress_url(self) -> str:
        return f"{reverse('tutorial:progress')}#{self.concept.id}"


def ways_back(concept_id: str) -> WaysBack | None:
    """None if the concept has left the course."""
    known = library()
    try:
        concept = known.concept(concept_id)
    except KeyError:
        return None
    return WaysBack(concept, known.paragraphs_about(concept_id)[:PARAGRAPHS], known.demos_about(concept_id))
