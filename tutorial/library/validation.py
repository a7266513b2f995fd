"""Pydantic's verdict on a file, said as faults: with the line, and with what to write instead."""

import types
from collections.abc import Iterator, Sequence
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel, TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from tutorial.library.faults import FaultError, Report
from tutorial.library.known import Known
from tutorial.library.located import Map, Seq, line_of
from tutorial.library.references import closest

_WHAT = {
    "missing": "is missing; add it",
    "string_type": "is not text; write words, and put a number or true or false in quotes",
    "string_too_short": "is empty; write some text",
    "string_too_long": "is too long; write {max_length} letters at most",
    "int_type": "is not a whole number; write one",
    "int_parsing": "is not a whole number; write one",
    "float_type": "is not a number; write one",
    "float_parsing": "is not a number; write one",
    "decimal_type": "is not a number; write one",
    "decimal_parsing": "is not a number; write one",
    "decimal_max_digits": "has too many digits; write {max_digits} at most",
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
}


def validate(schema: Any, data: object, known: Known, report: Report) -> Any:
    """`data` as `schema`, any type that pydantic knows, or None after reporting every fault in it."""
    try:
        return TypeAdapter(schema).validate_python(data, context=known)
    except ValidationError as error:
        for details in error.errors(include_url=False):
            if not _is_echo(details):
                _report(details, schema, data, report)
    return None


def _is_echo(details: ErrorDetails) -> bool:
    """Whether a list counts as too short only because its entries have faults, told by themselves."""
    return details["type"] == "too_short" and len(details["input"]) >= details["ctx"]["min_length"]


def _report(details: ErrorDetails, schema: Any, data: object, report: Report) -> None:
    reason = details.get("ctx", {}).get("error")
    path, models = _way(schema, details["loc"])
    if isinstance(reason, FaultError):
        path.extend(reason.at)
    line = line_of(data, path, below=reason.below if isinstance(reason, FaultError) else 0)
    report.add(line, _field(path, data), _what(details, models))


def _field(path: Sequence[str | int], data: object) -> str:
    """The keys on the way. The numbers of entries are left out, because the line says which one is meant."""
    keys: list[str] = []
    for step in path:
        if isinstance(data, Map) and (step in data or step == path[-1]):
            keys.append(str(step))
            data = data.get(str(step))
        elif isinstance(data, Seq) and isinstance(step, int) and step < len(data):
            data = data[step]
    return ".".join(keys) or "file"


def _what(details: ErrorDetails, models: Sequence[type[BaseModel]]) -> str:
    if details["type"] == "extra_forbidden":
        return _unknown_key(str(details["loc"][-1]), models)
    if details["type"] == "value_error":
        return str(details["ctx"]["error"])
    said = _WHAT.get(details["type"])
    return said.format(**details.get("ctx", {})) if said else details["msg"][0].lower() + details["msg"][1:]


def _unknown_key(key: str, models: Sequence[type[BaseModel]]) -> str:
    known = list(dict.fromkeys(name for model in models for name in model.model_fields))
    close = closest(key, known)
    hint = f"; did you mean {close}?" if close else ""
    return f"is not a known key{hint} (the keys here are {', '.join(known)})"


def _way(schema: Any, location: Sequence[str | int]) -> tuple[list[str | int], list[type[BaseModel]]]:
    """Pydantic's location without its own steps, and the schemas of what holds the last step.

    Pydantic puts the tag of a union's member between the steps: ("blocks", 0, "demo", "text").
    """
    path: list[str | int] = []
    models = list(_models(schema))
    for number, step in enumerate(location, start=1):
        tagged = [model for model in models if step in _tags(model)] if len(models) > 1 else []
        inner = [model.model_fields[step].annotation for model in models if step in model.model_fields]
        if not tagged:
            path.append(step)
        if number < len(location):
            models = tagged or [found for annotation in inner for found in _models(annotation)] or models
    return path, models


def _tags(model: type[BaseModel]) -> set[object]:
    """The words by which a union knows this member, such as the `kind` of a block."""
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
