"""How cards, and what they point at, are said in a template."""

from django import template

from tutorial.intervals import in_words
from tutorial.library import Concept, Paragraph, library

register = template.Library()
register.filter("in_words", in_words)


@register.filter
def concept(concept_id: str) -> Concept:
    return library().concept(concept_id)


@register.filter
def paragraph(ref: str) -> Paragraph:
    return library().paragraph(ref)
