"""Where a missed concept can be mended: the paragraph that teaches it, the demo that shows it, the map."""

from dataclasses import dataclass

from django.urls import reverse

from tutorial.library import Concept, Demo, Paragraph, library


@dataclass(frozen=True, slots=True)
class WaysBack:
    """`paragraph` and `demo` are those that are the most about the concept, not about many at once."""

    concept: Concept
    paragraph: Paragraph | None
    demo: Demo | None

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
    paragraphs, demos = known.paragraphs_about(concept_id), known.demos_about(concept_id)
    return WaysBack(
        concept,
        min(paragraphs, key=lambda paragraph: len(paragraph.block.concepts), default=None),
        min(demos, key=lambda demo: len(demo.concepts), default=None),
    )
