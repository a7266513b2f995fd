"""The list of decks in a course.yaml."""

import yaml
from yaml.nodes import MappingNode, ScalarNode, SequenceNode


def with_deck(course: str, deck: str) -> str:
    """The text of a course.yaml with one more deck at the end of its list. Nothing else is touched."""
    listed = _list_of_decks(course)
    if listed is None:
        return f"{course.rstrip()}\ndecks: [{deck}]\n"
    if any(isinstance(entry, ScalarNode) and entry.value == deck for entry in listed.value):
        return course
    if listed.flow_style:
        end = listed.end_mark.index - 1
        separator = ", " if listed.value else ""
        before = course[:end].rstrip(" \n,")
        return f"{before}{separator}{deck}{course[end:]}"
    last = listed.value[-1]
    end, margin = last.end_mark.index, " " * listed.start_mark.column
    return f"{course[:end]}\n{margin}- {deck}{course[end:]}"


def _list_of_decks(course: str) -> SequenceNode | None:
    node = yaml.compose(course, Loader=yaml.SafeLoader)
    entries = node.value if isinstance(node, MappingNode) else []
    return next(
        (value for key, value in entries if key.value == "decks" and isinstance(value, SequenceNode)), None
    )
