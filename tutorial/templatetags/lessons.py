"""The recall prompts of a lesson."""

from django import template
from django.template.context import RequestContext

from tutorial.library import Recall

register = template.Library()


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
