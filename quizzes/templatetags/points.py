"""How pages say what an attempt has earned. Whole questions are counted, parts of them are points."""

from django import template

from quizzes.sitting import Sitting

register = template.Library()


@register.filter
def as_points(points: float) -> str:
    """With two decimals at most: "6.37", "3"."""
    return f"{round(points, 2):g}"


@register.filter
def as_score(sitting: Sitting) -> str:
    """In a line of text: "4/5", or "6.37 of 12 points"."""
    if not has_parts(sitting):
        return sitting.score
    return f"{as_points(sitting.points)} of {len(sitting.places)} points"


@register.filter
def has_parts(sitting: Sitting) -> bool:
    """Whether any answer is worth a part of its point, so that the sum is no number of right answers."""
    return any(0 < place.answer.score < 1 for place in sitting.places if place.answer)
