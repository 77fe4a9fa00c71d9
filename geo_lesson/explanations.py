"""What pydantic finds in a document, said to the person who wrote it: which entry, what is wrong, how to mend it."""

import re
import typing

from pydantic import BaseModel

from geo_lesson.documents import nearest
from geo_lesson.language import Text
from geo_lesson.problems import Place, Problem


def explain(document, errors, model):
    """Turn pydantic's errors about a document into problems with file and line. model: the model it was read as."""
    return [_explain(document, error, model) for error in errors if not _follows(error, errors)]


def _follows(error, errors):
    """Whether an error only follows from another: a list left short by broken entries, a text in a wrong language."""
    path = error["loc"]
    if error["type"] == "too_short":
        return any(len(e["loc"]) > len(path) and e["loc"][: len(path)] == path for e in errors)
    return error["type"].startswith("text_") and any(e["loc"][:1] == ("languages",) for e in errors)


def _explain(document, error, model):
    kind, context, path = error["type"], error.get("ctx", {}), error["loc"]
    wrong_key = path[-1:] == ("[key]",)
    if kind == "union_tag_invalid":
        path = (*path, "kind")
    elif wrong_key:
        path = path[:-1]
    path = (*path, *context.get("at", ()))
    location, found = _located(document.value, path)
    found = path[-1] if wrong_key else found
    values = {"key": str(path[-1]) if path else "kind", "written": found[:60] if isinstance(found, str) else "…"}
    values |= {name: str(value) for name, value in context.items()}
    message, fix = _SAID.get(kind, (_DOES_NOT_FIT, _LOOK_ELSEWHERE))
    if kind == "string_pattern_mismatch" and "W" in str(context.get("pattern")):
        message, fix = _NOT_A_SENTENCE
    place = where(document.value, location)
    if kind == "extra_forbidden":
        place = where(document.value, location[:-1])
        message, fix = _UNKNOWN_KEY, nearest(values["key"], _keys(model, document.value, location[:-1]))
    elif kind in ("literal_error", "union_tag_invalid", "not_a_word"):
        message, fix = _NOT_A_WORD, nearest(values["written"], _words(context))
    elif kind == "union_tag_not_found":
        values["key"] = "kind"
    said = message.fill(**values)
    said = Text(de=f"{place}{said.de}", en=f"{place}{said.en}")
    return Problem(Place(document.path, document.line(location)), said, fix and fix.fill(**values))


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
    names = [f'"{name}"' for name in names if name]
    return f"{', '.join(names)}: " if names else ""


def _named(value, otherwise):
    return value["id"] if isinstance(value, dict) and isinstance(value.get("id"), str) else otherwise


def _keys(model, value, location):
    """The keys that the model allows at a place, found by walking its annotations along the way."""
    candidates = _of_kind(_models(model), value)
    for step in location:
        value = value[step]
        if not isinstance(step, int):
            fields = [c.model_fields[step] for c in candidates if step in c.model_fields]
            candidates = [inner for field in fields for inner in _models(field.annotation)]
        candidates = _of_kind(candidates, value)
    return sorted({key for candidate in candidates for key in candidate.model_fields})


def _of_kind(models, value):
    """Of several models, those for the kind that the data name; all of them where that decides nothing."""
    kind = value.get("kind") if isinstance(value, dict) else None
    fitting = [
        m for m in models if "kind" in m.model_fields and kind in typing.get_args(m.model_fields["kind"].annotation)
    ]
    return fitting or models


def _models(annotation):
    """All pydantic models named in an annotation."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [model for inner in typing.get_args(annotation) for model in _models(inner)]


_DOES_NOT_FIT = Text(de="Der Eintrag „{written}“ passt hier nicht.", en='the entry "{written}" does not fit here')
_LOOK_ELSEWHERE = Text(
    de="Sehen Sie nach, wie es in einer anderen Datei dieser Art steht.", en="look how another file of this kind has it"
)
_NOT_A_SENTENCE = (
    Text(de="„{written}“ ist keine Satznummer.", en='"{written}" is not the number of a sentence'),
    Text(de="Schreiben Sie zum Beispiel W5.", en="write W5, for example"),
)
_UNKNOWN_KEY = Text(de="Den Eintrag „{key}“ gibt es hier nicht.", en='unknown key "{key}"')
_NOT_A_WORD = Text(de="„{written}“ ist hier kein erlaubtes Wort.", en='"{written}" is not an allowed word here')
_MISSING = (
    Text(de="Es fehlt „{key}“.", en='"{key}" is missing'),
    Text(de="Ergänzen Sie  {key}: …", en="add  {key}: …"),
)
_NOT_AN_ID = (
    Text(de="„{written}“ ist keine Kennung.", en='"{written}" is not an id'),
    Text(
        de="Nehmen Sie Kleinbuchstaben, Ziffern und Bindestriche, zum Beispiel first-impression.",
        en="use lower-case letters, digits and hyphens, for example first-impression",
    ),
)
_NOT_A_LIST = (
    Text(de="Hier wird eine Liste erwartet.", en="a list is expected here"),
    Text(
        de="Schreiben Sie jeden Eintrag in eine eigene Zeile, mit  -  davor.",
        en="write each entry on a line of its own, after a  -",
    ),
)
_NOT_A_MAP = (
    Text(
        de="Hier werden Einträge der Form  wort: wert  erwartet.",
        en="entries of the form  word: value  are expected here",
    ),
    Text(de="Sehen Sie in einer anderen Datei dieser Art nach.", en="look at another file of this kind"),
)
_NOT_A_TEXT = (Text(de="Hier wird ein Text erwartet.", en="a text is expected here"), None)
_NOT_WHOLE = (
    Text(de="„{written}“ ist keine ganze Zahl aus Ziffern.", en='"{written}" is not a whole number in digits'),
    Text(de="Schreiben Sie nur Ziffern, zum Beispiel 5 oder 12000.", en="write digits only, for example 5 or 12000"),
)
_NOT_BOOL = (
    Text(de="Hier wird true oder false erwartet.", en="true or false is expected here"),
    Text(de="Schreiben Sie true oder false.", en="write true or false"),
)
_NOT_DECIMAL = (
    Text(de="„{written}“ ist keine Dezimalzahl.", en='"{written}" is not a decimal number'),
    Text(de="Schreiben Sie sie mit Punkt, zum Beispiel 51.7304.", en="write it with a point, for example 51.7304"),
)
_TOO_FEW = (
    Text(de="Hier fehlen Einträge.", en="entries are missing here"),
    Text(de="Mindestens: {min_length}", en="at least: {min_length}"),
)
_SAID = {
    "missing": _MISSING,
    "union_tag_not_found": _MISSING,
    "string_pattern_mismatch": _NOT_AN_ID,
    "string_type": _NOT_A_TEXT,
    "tuple_type": _NOT_A_LIST,
    "list_type": _NOT_A_LIST,
    "dict_type": _NOT_A_MAP,
    "model_type": _NOT_A_MAP,
    "model_attributes_type": _NOT_A_MAP,
    "int_parsing": _NOT_WHOLE,
    "int_type": _NOT_WHOLE,
    "whole_number": _NOT_WHOLE,
    "too_short": _TOO_FEW,
    "bool_type": _NOT_BOOL,
    "bool_parsing": _NOT_BOOL,
    "string_too_long": (
        Text(de="„{written}“ ist zu lang.", en='"{written}" is too long'),
        Text(de="Höchstens {max_length} Zeichen.", en="{max_length} characters at most"),
    ),
    "string_too_short": (
        Text(de="Hier fehlt etwas.", en="something is missing here"),
        Text(de="Ergänzen Sie es.", en="add it"),
    ),
    "levels": (
        Text(
            de="Die Stufen müssen aufsteigen und zwischen 1 und 100 liegen.",
            en="the levels must rise and lie between 1 and 100",
        ),
        Text(de="Schreiben Sie zum Beispiel [50, 65, 80, 95].", en="write [50, 65, 80, 95], for example"),
    ),
    "day": (
        Text(de="„{written}“ ist kein Datum.", en='"{written}" is not a date'),
        Text(
            de="Schreiben Sie Jahr, Monat und Tag so: 2024-10-28; der Tag oder Monat und Tag dürfen fehlen.",
            en="write year, month and day like this: 2024-10-28; the day, or month and day, may be left out",
        ),
    ),
    "address": (
        Text(de="„{written}“ ist keine Internetadresse.", en='"{written}" is not a web address'),
        Text(de="Sie beginnt mit https:// und hat keine Leerzeichen.", en="it begins with https:// and has no spaces"),
    ),
    "one_end": (
        Text(de="low und high gehören zusammen.", en="low and high belong together"),
        Text(
            de="Füllen Sie beide aus; eine einzelne Zahl steht in value.",
            en="fill in both; a single figure stands in value",
        ),
    ),
    "low_above_high": (
        Text(de="low ({low}) ist größer als high ({high}).", en="low ({low}) is above high ({high})"),
        Text(de="Tauschen Sie die beiden.", en="swap the two"),
    ),
    "value_and_range": (
        Text(de="Neben low und high bleibt value leer.", en="beside low and high, value stays empty"),
        Text(de="Löschen Sie value, oder low und high.", en="delete value, or low and high"),
    ),
    "float_parsing": _NOT_DECIMAL,
    "float_type": _NOT_DECIMAL,
    "less_than_equal": (
        Text(de="„{written}“ ist zu groß.", en='"{written}" is too large'),
        Text(de="Höchstens: {le}", en="at most: {le}"),
    ),
    "greater_than_equal": (
        Text(de="„{written}“ ist zu klein.", en='"{written}" is too small'),
        Text(de="Mindestens: {ge}", en="at least: {ge}"),
    ),
    "less_than": (
        Text(de="„{written}“ ist zu groß.", en='"{written}" is too large'),
        Text(de="Kleiner als: {lt}", en="less than: {lt}"),
    ),
    "text_not_map": (
        Text(de="Hier wird ein Text je Sprache erwartet.", en="one text per language is expected here"),
        Text(de="Schreiben Sie je eine Zeile für: {languages}", en="write one line for each of: {languages}"),
    ),
    "text_missing": (
        Text(de="Der Text in „{language}“ fehlt.", en='the text in "{language}" is missing'),
        Text(de="Ergänzen Sie  {language}: …", en="add  {language}: …"),
    ),
    "text_unknown": (
        Text(de="„{language}“ ist keine Sprache dieser Lektion.", en='"{language}" is not a language of this lesson'),
        Text(
            de="Die Sprachen stehen in lesson.yaml unter languages.",
            en="the languages stand in lesson.yaml under languages",
        ),
    ),
    "one_condition": (
        Text(de="Ein Muster braucht genau eine Bedingung.", en="a pattern needs exactly one condition"),
        Text(
            de="Machen Sie aus mehreren Bedingungen mehrere Muster.", en="make several patterns of several conditions"
        ),
    ),
    "no_otherwise": (
        Text(
            de="Das letzte Muster, und nur dieses, gilt für alle übrigen Antworten.",
            en="the last pattern, and only that, is for all other answers",
        ),
        Text(de="Schreiben Sie dort  when: otherwise", en="write  when: otherwise  there"),
    ),
    "option_twice": (
        Text(de="Zwei Einträge haben die Kennung „{id}“.", en='two entries have the id "{id}"'),
        Text(de="Geben Sie einer eine andere Kennung.", en="give one of them another id"),
    ),
    "no_right_option": (
        Text(de="Keine Antwort ist als richtig gekennzeichnet.", en="no option is marked as right"),
        Text(
            de="Schreiben Sie  correct: true  zur richtigen Antwort, oder  judged: false , wenn keine richtig ist.",
            en="write  correct: true  at the right option, or  judged: false  if none is right",
        ),
    ),
    "no_right_number": (
        Text(de="Keine Zahl ist als richtig gekennzeichnet.", en="no number is marked as right"),
        Text(de="Schreiben Sie  correct: true  zur richtigen Zahl.", en="write  correct: true  at the right number"),
    ),
    "several_right": (
        Text(de="Mehrere Antworten sind als richtig gekennzeichnet.", en="several options are marked as right"),
        Text(
            de="Lassen Sie nur eine, oder schreiben Sie  kind: multiple-choice",
            en="leave only one, or write  kind: multiple-choice",
        ),
    ),
    "no_such_value": (
        Text(de="„{row}“ nennt „{value}“, das es hier nicht gibt.", en='"{row}" names "{value}", which is not here'),
        Text(de="Es gibt: {known}", en="there are: {known}"),
    ),
    "right_but_not_judged": (
        Text(
            de="„{id}“ ist als richtig gekennzeichnet, aber die Aufgabe wird nicht gewertet.",
            en='"{id}" is marked as right, but the exercise is not judged',
        ),
        Text(de="Löschen Sie  judged: false  oder  correct: true .", en="delete  judged: false  or  correct: true "),
    ),
}
