"""Translate pydantic's errors for the author of a file: which entry, what is wrong, how to mend it."""

import re
import typing
from collections.abc import Sequence
from difflib import get_close_matches
from typing import Any

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from geo_lesson.common.errors import Place, Problem, shortened
from geo_lesson.common.fields import SENTENCE
from geo_lesson.common.language import Text, read_number
from geo_lesson.common.suggestions import nearest
from geo_lesson.content import messages
from geo_lesson.content.files import Document, Location
from geo_lesson.content.remedies import names_of, remedy


def explain(document: Document, errors: Sequence[ErrorDetails], model: Any) -> list[Problem]:
    """Turn pydantic's errors about a document into problems with file and line. model: the type it was read as."""
    if _of_kind(model, document.value) != [model]:  # pydantic's path begins with the kind, which is no key
        for error in errors:
            error["loc"] = error["loc"][1:]
    mistyped: set[Location] = set()
    for error in errors:
        if error["type"] == "extra_forbidden":
            location, _ = _locate(document.value, error["loc"][:-1])
            near = get_close_matches(str(error["loc"][-1]), _keys(model, document.value, location), n=1)
            mistyped.add((*error["loc"][:-1], *near))
    wrong_languages = any(error["loc"][:1] == ("languages",) for error in errors)
    return [_explain(document, error, model) for error in errors if not _follows(error, mistyped, wrong_languages)]


def _follows(error: ErrorDetails, mistyped: set[Location], wrong_languages: bool) -> bool:
    """Say whether an error only follows from another: a mistyped key, an invalid entry, or wrong languages."""
    if error["type"] == "missing":
        return error["loc"] in mistyped
    if error["type"].startswith("text_"):
        return wrong_languages
    if error["type"] != "too_short":
        return False
    return len(error["input"]) >= int(error["ctx"]["min_length"])


def _explain(document: Document, error: ErrorDetails, model: Any) -> Problem:
    kind, context = error["type"], dict(error.get("ctx", {}))
    path = (*error["loc"], *context.pop("at", ()), *["kind"][: kind == "union_tag_invalid"])
    in_key = path[-1:] == ("[key]",)
    location, value = _locate(document.value, path[: -1 if in_key else None])
    written = error["input"] if isinstance(error["input"], str) else value
    values = {"key": _step(path[-1]) if path else "", "written": _inline(written)}
    values |= {
        name: f"{value:g}" if isinstance(value, float) else shortened(str(value)) for name, value in context.items()
    }
    in_column = document.path.suffix == ".csv" and len(location) == 2
    message, fix = _message(kind, path, values, error, str(location[1]) if in_column else None)
    named = location[:-1] if in_key else location
    if kind == "extra_forbidden":
        named = location[:-1]
        message, fix = messages.UNKNOWN_KEY, nearest(path[-1], _keys(model, document.value, named))
    series = f"{location[1]} {'point' if message is messages.POINT_LOST[0] else kind}" if in_column else ""
    message, prefix = message.fill(**values), where(document.value, named)
    message = Text(de=f"{prefix}{message.de}", en=f"{prefix}{message.en}")
    return Problem(Place(document.path, document.line(location)), message, fix.fill(**values), series=series)


def _message(
    kind: str, path: Location, values: dict[str, str], error: ErrorDetails, column: str | None
) -> tuple[Text, Text]:
    """Return what is wrong and how to mend it, by pydantic's name for the error. column: that of a table."""
    message, fix = _by_kind(kind, path, values, error)
    written = error["input"] if isinstance(error["input"], str) else ""
    if written and message is not messages.AMBIGUOUS_NUMBER[0]:
        allowed = _words(error["ctx"]) if kind in _WORD_ERRORS and "ctx" in error else ()
        is_sentence = kind != "string_pattern_mismatch" or error["ctx"]["pattern"] == SENTENCE
        fix = (is_sentence and remedy(kind, column, written, allowed)) or fix
    if column in ("latitude", "longitude") and re.fullmatch(r"-?\d{4,}", written):
        return messages.POINT_LOST
    return message, fix


def _by_kind(kind: str, path: Location, values: dict[str, str], error: ErrorDetails) -> tuple[Text, Text]:
    if kind in _NUMBERS and error["input"] == "":
        return messages.VALUE_MISSING, messages.BY_ERROR_TYPE[kind][1]
    if kind == "whole_number" and (meant := read_number(values["written"])) is not None:
        values["meant"] = str(meant)
        return messages.AMBIGUOUS_NUMBER
    if kind in _WORD_ERRORS:
        words = _words(error["ctx"])
        names = names_of({word: listed for word, listed in messages.NAMES_OF_WORDS.items() if word in words})
        return messages.WORD_NOT_ALLOWED, nearest(values["written"], words, names)
    if kind == "no_such_value":
        return messages.UNKNOWN_VALUE, nearest(values["value"], error["ctx"]["known"])
    if kind == "union_tag_not_found":
        values["key"] = "kind"
    if kind == "missing" and isinstance(path[-1], int):
        return messages.ENTRY_MISSING
    if kind == "string_pattern_mismatch" and not error["input"]:
        return messages.ID_MISSING
    if kind == "string_pattern_mismatch":
        by_pattern = messages.NOT_AN_ID_BY_PATTERN.items()
        return next((texts for part, texts in by_pattern if part in error["ctx"]["pattern"]), messages.NOT_AN_ID)
    return messages.BY_ERROR_TYPE.get(kind, messages.ENTRY_DOES_NOT_FIT)


def _inline(written: object) -> str:
    """Write a value so that it can stand in a sentence."""
    if isinstance(written, dict):
        return "{…}"
    return "[…]" if isinstance(written, list) else shortened(str(written))


def _step(step: str | int) -> str:
    return str(step + 1) if isinstance(step, int) else shortened(step)


def _words(context: dict[str, Any]) -> list[str]:
    """Return the allowed words of a literal or a union, from pydantic's sentence: `'range' or 'single-choice'`."""
    return re.findall(r"'([^']*)'", str(context.get("expected") or context.get("expected_tags")))


def _locate(value: Any, path: Location) -> tuple[Location, Any]:
    """Follow pydantic's path through the data, without the names of union members and the like, which it lacks."""
    location: list[str | int] = []
    for step in path:
        in_map = isinstance(value, dict) and step in value
        in_list = isinstance(value, list) and isinstance(step, int) and step < len(value)
        if in_map or in_list:
            value = value[step]
            location.append(step)
    return tuple(location), value


def where(value: Any, location: Location) -> str:
    """Write the way to a place: `"options", "b", "feedback": `. Entries that have an id are named by it."""
    names = [_entry_name(value, "")]
    for step in location:
        value = value[step]
        names.append(_entry_name(value, str(step + 1)) if isinstance(step, int) else step)
    names = [f'"{shortened(name)}"' for name in names if name]
    return f"{', '.join(names)}: " if names else ""


def _entry_name(value: Any, otherwise: str) -> str:
    """Return an entry's id; a row of origins.csv has none, and is named by its claim."""
    ids = (value.get(key) for key in ("id", "claim")) if isinstance(value, dict) else ()
    return next((id for id in ids if id and isinstance(id, str)), otherwise)


def _keys(model: Any, value: Any, location: Location) -> list[str]:
    """Return the keys that the model allows at a place, by walking its annotations."""
    annotations = _of_kind(model, value)
    for step in location:
        value = value[step]
        inside = [inner for annotation in annotations for inner in _inside(annotation, step)]
        annotations = [narrowed for annotation in inside for narrowed in _of_kind(annotation, value)]
    models = [model for annotation in annotations for model in _models(annotation)]
    return sorted({field.alias or name for model in models for name, field in model.model_fields.items()})


def _of_kind(annotation: Any, value: Any) -> list[Any]:
    """Return the models in an annotation for the kind that the data name; or else the annotation itself."""
    kind = value.get("kind") if isinstance(value, dict) else None
    fields = [(model, model.model_fields.get("kind")) for model in _models(annotation)]
    return [model for model, field in fields if field and kind in typing.get_args(field.annotation)] or [annotation]


def _inside(annotation: Any, step: str | int) -> list[Any]:
    """Return the annotations one step inside: of a model's field, the values of a map, the items of a list."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation.model_fields[step].annotation] if step in annotation.model_fields else []
    inner = typing.get_args(annotation)
    if typing.get_origin(annotation) is dict:
        return [inner[1]]
    if typing.get_origin(annotation) is tuple:
        return list(inner)
    return [further for part in inner for further in _inside(part, step)]


def _models(annotation: Any) -> list[type[BaseModel]]:
    """Return all pydantic models named in an annotation."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [model for inner in typing.get_args(annotation) for model in _models(inner)]


_WORD_ERRORS = ("literal_error", "union_tag_invalid", "not_a_word")
_NUMBERS = ("whole_number", "int_parsing", "float_parsing", "bool_parsing")
