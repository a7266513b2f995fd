"""The recall prompts of a lesson."""

from django import template
from django.template.context import RequestContext

from tutorial.concept_map.places import about_concepts
from tutorial.library import Recall, library

register = template.Library()


@register.filter
def deck_about(recall: Recall) -> str:
    """Where the first card about one of its concepts is; "" if there is none."""
    about = about_concepts(library())
    return next((card.url for concept in recall.concepts for card in about[concept].cards), "")


@register.inclusion_tag("tutorial/recall.html", takes_context=True)
def recall_prompt(context: RequestContext, recall: Recall) -> dict[str, object]:
    """A recall prompt beside its paragraph, with what the reader said of it the last time."""
    progress = context["progress"]
    return {
        "recall": recall,
        "lesson": context["lesson"],
        "met": progress.met(recall.id),
        "had_it": progress.right(recall.id),
    }
