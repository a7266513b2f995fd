"""Pydantic's verdict on a file, said as faults: with the line, and with what to write instead."""

import types
from collections.abc import Iterator, Sequence
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel, TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from tutorial.library.faults import FaultError, Report
from tutorial.library.known import Known
from tutorial.library.located import Map, Seq, line_of
from tutorial.library.references import nearest

_WHAT = {
    "missing": "is missing; add it",
    "string_type": "is not text; write words, and put a number or true or false in quotes",
    "string_too_short": "is empty; write some text",
    "string_too_long": "is too long; write {max_length} letters at most",
    "int_type": "is not a whole number; write one",
    "int_parsing": "is not a whole number; write one",
    "float_type": "is not a number; write one",
    "float_parsing": "is not a number; write one",
    "bool_type": "is neither true nor false; write one of them",
    "bool_parsing": "is neither true nor false; write one of them",
    "tuple_type": "is not a list; write [one, another], or each on a line of its own after a dash",
    "list_type": "is not a list; write [one, another], or each on a line of its own after a dash",
    "dict_type": "is not a mapping; write lines of the form key: value",
    "model_type": "is not a mapping; write lines of the form key: value",
    "model_attributes_type": "is not a mapping; write lines of the form key: value",
    "too_short": "has {actual_length} entries; write at least {min_length}",
    "too_long": "has {actual_length} entries; write {max_length} at most",
    "greater_than": "is too small; write a number above {gt}",
    "greater_than_equal": "is too small; write {ge} or more",
    "less_than": "is too large; write a number below {lt}",
    "less_than_equal": "is too large; write {le} or less",
    "enum": "is not one of the words known here; write {expected}",
    "literal_error": "is not one of the words known here; write {expected}",
    "union_tag_not_found": "does not say which kind it is; add {discriminator}",
    "union_tag_invalid": "is of an unknown kind, {tag}; write {expected_tags}",
    "string_pattern_mismatch": "is not an id; write small letters, digits and hyphens, as in my-first-card",
}


def validate(schema: Any, data: object, known: Known, report: Report) -> Any:
    """`data` as `schema`, any type that pydantic knows, or None after reporting every fault in it."""
    try:
        return TypeAdapter(schema).validate_python(data, context=known)
    except ValidationError as error:
        for details in error.errors(include_url=False):
            _report(details, schema, data, report)
    return None


def _report(details: ErrorDetails, schema: Any, data: object, report: Report) -> None:
    reason = details.get("ctx", {}).get("error")
    path = [*details["loc"], *(reason.at if isinstance(reason, FaultError) else ())]
    below = reason.below if isinstance(reason, FaultError) else 0
    report.add(line_of(data, path, below=below), _field(path, data), _what(details, path, schema))


def _field(path: Sequence[str | int], data: object) -> str:
    """The keys on the way, without the numbers of entries (the line says which) and pydantic's own steps."""
    keys: list[str] = []
    for step in path:
        if isinstance(data, Map) and (step in data or step == path[-1]):
            keys.append(str(step))
            data = data.get(str(step))
        elif isinstance(data, Seq) and isinstance(step, int) and step < len(data):
            data = data[step]
    return ".".join(keys) or "file"


def _what(details: ErrorDetails, path: Sequence[str | int], schema: Any) -> str:
    if details["type"] == "extra_forbidden":
        known = _keys_at(schema, path[:-1])
        hint = f"{nearest(str(path[-1]), known)} Known here: {', '.join(known)}" if known else "leave it away"
        return f"is not a known key; {hint}"
    if details["type"] == "value_error":
        return str(details["ctx"]["error"])
    said = _WHAT.get(details["type"])
    return said.format(**details.get("ctx", {})) if said else details["msg"][0].lower() + details["msg"][1:]


def _keys_at(schema: Any, path: Sequence[str | int]) -> list[str]:
    """The keys that may stand where `path` leads, through lists, unions (by their tag) and nested schemas."""
    models = list(_models(schema))
    for step in path:
        tagged = [model for model in models if step in _tags(model)]
        inner = [model.model_fields[step].annotation for model in models if step in model.model_fields]
        models = tagged or [found for annotation in inner for found in _models(annotation)] or models
    return list(dict.fromkeys(key for model in models for key in model.model_fields))


def _tags(model: type[BaseModel]) -> set[object]:
    """The words by which a union knows this member, such as `kind`."""
    return {
        word
        for field in model.model_fields.values()
        if get_origin(field.annotation) is Literal
        for word in get_args(field.annotation)
    }


def _models(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    elif get_origin(annotation) in {Annotated, Union, types.UnionType, tuple, list, dict}:
        for inner in get_args(annotation):
            yield from _models(inner)
