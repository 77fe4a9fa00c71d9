"""What pydantic finds in a document, said to the person who wrote it: which entry, what is wrong, how to mend it."""

import re
import typing
from difflib import get_close_matches

from pydantic import BaseModel

from geo_lesson.common.errors import Place, Problem, shortened
from geo_lesson.common.language import Text, read_number
from geo_lesson.common.suggestions import nearest
from geo_lesson.content import messages


def explain(document, errors, model):
    """Turn pydantic's errors about a document into problems with file and line. model: the model it was read as."""
    if _of_kind(model, document.value) != [model]:  # pydantic's path begins with the kind, which is no key
        errors = [error | {"loc": error["loc"][1:]} for error in errors]
    mistyped = set()
    for error in errors:
        if error["type"] == "extra_forbidden":
            location, _ = _located(document.value, error["loc"][:-1])
            near = get_close_matches(str(error["loc"][-1]), _keys(model, document.value, location), n=1)
            mistyped.add((*error["loc"][:-1], *near))
    wrong_languages = any(error["loc"][:1] == ("languages",) for error in errors)
    return [_explain(document, error, model) for error in errors if not _follows(error, mistyped, wrong_languages)]


def _follows(error, mistyped, wrong_languages):
    """Whether an error only follows from another: a key is there, but mistyped; entries or languages do not count."""
    if error["type"] == "missing":
        return error["loc"] in mistyped
    if error["type"].startswith("text_"):
        return wrong_languages
    return error["type"] == "too_short" and len(error["input"]) >= error["ctx"]["min_length"]


def _explain(document, error, model):
    kind, path, context = error["type"], error["loc"], dict(error.get("ctx", {}))
    path = (*path, *context.pop("at", ()), *["kind"][: kind == "union_tag_invalid"])
    in_key = path[-1:] == ("[key]",)
    location, found = _located(document.value, path[: -1 if in_key else None])
    written = error["input"] if isinstance(error["input"], str) else found
    values = {"key": _step(path[-1]) if path else "", "written": _shown(written)}
    values |= {
        name: f"{value:g}" if isinstance(value, float) else shortened(str(value)) for name, value in context.items()
    }
    message, fix = _message(kind, path, values, error)
    place = location[:-1] if in_key else location
    if kind == "extra_forbidden":
        place = location[:-1]
        message, fix = messages.UNKNOWN_KEY, nearest(path[-1], _keys(model, document.value, place))
    said, place = message.fill(**values), where(document.value, place)
    said = Text(de=f"{place}{said.de}", en=f"{place}{said.en}")
    in_column = document.path.suffix == ".csv" and len(location) == 2
    series = f"{location[1]} {kind}" if in_column else ""
    return Problem(Place(document.path, document.line(location)), said, fix.fill(**values), series=series)


def _message(kind, path, values, error):
    """What is wrong and how to mend it, by pydantic's name for the error."""
    if kind in _NUMBERS and error["input"] == "":
        return messages.VALUE_MISSING, messages.BY_ERROR_TYPE[kind][1]
    if kind == "whole_number" and (meant := read_number(values["written"])) is not None:
        values["meant"] = str(meant)
        return messages.AMBIGUOUS_NUMBER
    if kind in ("literal_error", "union_tag_invalid", "not_a_word"):
        return messages.WORD_NOT_ALLOWED, nearest(values["written"], _words(error["ctx"]))
    if kind == "no_such_value":
        return messages.UNKNOWN_VALUE, nearest(values["value"], error["ctx"]["known"])
    if kind == "union_tag_not_found":
        values["key"] = "kind"
    if kind == "missing" and isinstance(path[-1], int):
        return messages.ENTRY_MISSING
    if kind == "string_pattern_mismatch" and not error["input"]:
        return messages.ID_MISSING
    if kind == "string_pattern_mismatch":
        pattern = error["ctx"]["pattern"]
        return next(
            (said for part, said in messages.NOT_AN_ID_BY_PATTERN.items() if part in pattern), messages.NOT_AN_ID
        )
    return messages.BY_ERROR_TYPE.get(kind, messages.ENTRY_DOES_NOT_FIT)


def _shown(written):
    """What was written, as it may stand in a sentence."""
    return {dict: "{…}", list: "[…]"}.get(type(written)) or shortened(str(written))


def _step(step):
    return str(step + 1) if isinstance(step, int) else shortened(step)


def _words(context):
    """The allowed words of a literal or a union, out of pydantic's sentence: `'range' or 'single-choice'`."""
    return re.findall(r"'([^']*)'", str(context.get("expected") or context.get("expected_tags")))


def _located(value, path):
    """Follow pydantic's path through the data; names of union members and the like, which are not in it, drop out."""
    location = []
    for step in path:
        in_map = isinstance(value, dict) and step in value
        in_list = isinstance(value, list) and isinstance(step, int) and step < len(value)
        if in_map or in_list:
            value = value[step]
            location.append(step)
    return tuple(location), value


def where(value, location):
    """The way to a place in words: `"options", "b", "feedback": `. Entries that have an id are named by it."""
    names = [_named(value, "")]
    for step in location:
        value = value[step]
        names.append(_named(value, str(step + 1)) if isinstance(step, int) else step)
    names = [f'"{shortened(name)}"' for name in names if name]
    return f"{', '.join(names)}: " if names else ""


def _named(value, otherwise):
    """An entry's id; a row of origins.csv has none, and is named by the claim it is about."""
    ids = (value.get(key) for key in ("id", "claim")) if isinstance(value, dict) else ()
    return next((id for id in ids if id and isinstance(id, str)), otherwise)


def _keys(model, value, location):
    """The keys that the model allows at a place, found by walking its annotations along the way."""
    annotations = _of_kind(model, value)
    for step in location:
        value = value[step]
        inside = [inner for annotation in annotations for inner in _inside(annotation, step)]
        annotations = [found for annotation in inside for found in _of_kind(annotation, value)]
    fields = [field for one in annotations for found in _models(one) for field in found.model_fields.items()]
    return sorted({field.alias or name for name, field in fields})


def _of_kind(model, value):
    """Of several models, those for the kind that the data name; the model itself where that decides nothing."""
    kind = value.get("kind") if isinstance(value, dict) else None
    fitting = [
        m
        for m in _models(model)
        if "kind" in m.model_fields and kind in typing.get_args(m.model_fields["kind"].annotation)
    ]
    return fitting or [model]


def _inside(annotation, step):
    """The annotations one step inside an annotation: a model's field, the values of a map, the items of a list."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation.model_fields[step].annotation] if step in annotation.model_fields else []
    inner = typing.get_args(annotation)
    if typing.get_origin(annotation) is dict:
        return [inner[1]]
    if typing.get_origin(annotation) is tuple:
        return list(inner)
    return [found for one in inner for found in _inside(one, step)]


def _models(annotation):
    """All pydantic models named in an annotation."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [model for inner in typing.get_args(annotation) for model in _models(inner)]


_NUMBERS = ("whole_number", "int_parsing", "float_parsing", "bool_parsing")
