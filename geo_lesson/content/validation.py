"""What pydantic finds in a document, said to the person who wrote it: which entry, what is wrong, how to mend it."""

import re
import typing
from difflib import get_close_matches

from pydantic import BaseModel

from geo_lesson.common.errors import Place, Problem, shortened
from geo_lesson.common.language import Text, read_number
from geo_lesson.common.suggestions import nearest


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
        message, fix = _UNKNOWN_KEY, nearest(path[-1], _keys(model, document.value, place))
    said, place = message.fill(**values), where(document.value, place)
    said = Text(de=f"{place}{said.de}", en=f"{place}{said.en}")
    in_column = document.path.suffix == ".csv" and len(location) == 2
    series = f"{location[1]} {kind}" if in_column else ""
    return Problem(Place(document.path, document.line(location)), said, fix.fill(**values), series=series)


def _message(kind, path, values, error):
    """What is wrong and how to mend it, by pydantic's name for the error."""
    if kind in _NUMBERS and error["input"] == "":
        return _NO_VALUE, _SAID[kind][1]
    if kind == "whole_number" and (meant := read_number(values["written"])) is not None:
        values["meant"] = str(meant)
        return _SEVERAL_READINGS
    if kind in ("literal_error", "union_tag_invalid", "not_a_word"):
        return _NOT_A_WORD, nearest(values["written"], _words(error["ctx"]))
    if kind == "no_such_value":
        return _NO_SUCH_VALUE, nearest(values["value"], error["ctx"]["known"])
    if kind == "union_tag_not_found":
        values["key"] = "kind"
    if kind == "missing" and isinstance(path[-1], int):
        return _NO_ENTRY
    if kind == "string_pattern_mismatch" and not error["input"]:
        return _NO_ID
    if kind == "string_pattern_mismatch":
        pattern = error["ctx"]["pattern"]
        return next((said for part, said in _BY_PATTERN.items() if part in pattern), _NOT_AN_ID)
    return _SAID.get(kind, _DOES_NOT_FIT)


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


_LOOK_ELSEWHERE = Text(de="Sehen Sie in einer anderen Datei dieser Art nach.", en="look at another file of this kind")
_DOES_NOT_FIT = (
    Text(de="Der Eintrag „{written}“ passt hier nicht.", en='the entry "{written}" does not fit here'),
    _LOOK_ELSEWHERE,
)
_UNKNOWN_KEY = Text(de="„{key}“ ist hier kein bekannter Eintrag.", en='unknown key "{key}"')
_NOT_A_WORD = Text(de="„{written}“ ist hier kein erlaubtes Wort.", en='"{written}" is not an allowed word here')
_MISSING = (
    Text(de="Es fehlt „{key}“.", en='"{key}" is missing'),
    Text(de="Ergänzen Sie  {key}: …", en="add  {key}: …"),
)
_NOT_AN_ID = (
    Text(de="„{written}“ ist keine Kennung.", en='"{written}" is not an id'),
    Text(
        de="Nehmen Sie Kleinbuchstaben, Ziffern, Binde- und Unterstriche, zum Beispiel first-impression.",
        en="use lower-case letters, digits, hyphens and underscores, for example first-impression",
    ),
)
_NO_ID = (
    Text(de="Die Kennung fehlt.", en="the id is missing"),
    Text(
        de="Ergänzen Sie eine aus Kleinbuchstaben, Ziffern und Bindestrichen, zum Beispiel first-impression.",
        en="add one of lower-case letters, digits and hyphens, for example first-impression",
    ),
)
# What is to be said of an id that does not fit its pattern, by a part of the pattern.
_BY_PATTERN = {
    "[WH]": (
        Text(
            de="„{written}“ ist weder die Nummer eines Satzes noch die einer Überschrift.",
            en='"{written}" is the number neither of a sentence nor of a heading',
        ),
        Text(
            de="Schreiben Sie W oder H und die Nummer, zum Beispiel W6 oder H2.",
            en="write W or H and the number, for example W6 or H2",
        ),
    ),
    "^M": (
        Text(de="„{written}“ ist keine Nummer einer Karte.", en='"{written}" is not the number of a card'),
        Text(de="Schreiben Sie M und die Nummer, zum Beispiel M9.", en="write M and the number, for example M9"),
    ),
    "^W": (
        Text(de="„{written}“ ist keine Satznummer.", en='"{written}" is not the number of a sentence'),
        Text(de="Schreiben Sie W und die Nummer, zum Beispiel W6.", en="write W and the number, for example W6"),
    ),
    "^[A-Z]$": (
        _NOT_AN_ID[0],
        Text(de="Nehmen Sie einen Großbuchstaben, zum Beispiel A.", en="use one capital letter, for example A"),
    ),
    "A-Z": (
        _NOT_AN_ID[0],
        Text(
            de="Nehmen Sie Buchstaben ohne Umlaute, Ziffern und Bindestriche, zum Beispiel c3000.",
            en="use letters without accents, digits and hyphens, for example c3000",
        ),
    ),
}
_NO_SUCH_VALUE = Text(de="„{value}“ gibt es hier nicht.", en='there is no "{value}" here')
_NO_ENTRY = (
    Text(de="Hier fehlt der Eintrag Nummer {key}.", en="entry number {key} is missing here"),
    Text(de="Ergänzen Sie ihn.", en="add it"),
)
_NOT_A_LIST = (
    Text(de="Hier wird eine Liste erwartet.", en="a list is expected here"),
    Text(
        de="Schreiben Sie  [erster, zweiter] , oder jeden Eintrag in eine eigene Zeile mit  -  davor.",
        en="write  [first, second] , or each entry on a line of its own after a  -",
    ),
)
_NOT_A_MAP = (
    Text(
        de="Hier werden Einträge der Form  wort: wert  erwartet.",
        en="entries of the form  word: value  are expected here",
    ),
    _LOOK_ELSEWHERE,
)
_NOT_A_TEXT = (
    Text(de="Hier wird ein Text erwartet.", en="a text is expected here"),
    Text(
        de="Schreiben Sie einen Text in eine Zeile; enthält er einen Doppelpunkt, setzen Sie ihn in Anführungszeichen.",
        en="write a text on one line; if it holds a colon, put it in quotation marks",
    ),
)
_NOT_WHOLE = (
    Text(de="„{written}“ ist keine ganze Zahl aus Ziffern.", en='"{written}" is not a whole number in digits'),
    Text(de="Schreiben Sie nur Ziffern, zum Beispiel 5 oder 12000.", en="write digits only, for example 5 or 12000"),
)
_SEVERAL_READINGS = (
    Text(
        de="„{written}“ lässt sich verschieden lesen: Punkt und Komma bedeuten nicht überall dasselbe.",
        en='"{written}" can be read in more than one way: point and comma do not mean the same everywhere',
    ),
    Text(
        de="Ist {meant} gemeint? Dann schreiben Sie  {meant} , nur mit Ziffern.",
        en="if you mean {meant}, write  {meant} , in digits only",
    ),
)
_NUMBERS = ("whole_number", "int_parsing", "float_parsing", "bool_parsing")
_NO_VALUE = Text(de="Hier fehlt ein Wert.", en="a value is missing here")
_NOT_DECIMAL = (
    Text(de="„{written}“ ist keine Dezimalzahl.", en='"{written}" is not a decimal number'),
    Text(de="Schreiben Sie sie mit Punkt, zum Beispiel 51.25.", en="write it with a point, for example 51.25"),
)
_TOO_FEW = (
    Text(de="Hier stehen zu wenige Einträge.", en="there are too few entries here"),
    Text(de="Mindestens: {min_length}", en="at least: {min_length}"),
)
_TOO_MANY_DIGITS = (
    Text(de="Diese Zahl hat zu viele Ziffern.", en="this number has too many digits"),
    Text(de="Prüfen Sie, ob eine Zahl gemeint ist.", en="check whether a number is meant"),
)
_NOT_TRUE_OR_FALSE = (
    Text(de="„{written}“ ist weder true noch false.", en='"{written}" is neither true nor false'),
    Text(de="Schreiben Sie true oder false.", en="write true or false"),
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
    "too_long": (
        Text(de="Hier stehen zu viele Einträge.", en="there are too many entries here"),
        Text(de="Höchstens: {max_length}", en="at most: {max_length}"),
    ),
    "levels": (
        Text(
            de="Die Stufen müssen aufsteigen und zwischen 1 und 100 liegen.",
            en="the levels must rise and lie between 1 and 100",
        ),
        Text(
            de="Schreiben Sie zum Beispiel  levels: [50, 65, 80, 95]",
            en="write, for example,  levels: [50, 65, 80, 95]",
        ),
    ),
    "string_too_short": (
        Text(de="Hier fehlt ein Text.", en="a text is missing here"),
        Text(de="Ergänzen Sie ihn.", en="add it"),
    ),
    "string_too_long": (
        Text(de="„{written}“ ist zu lang.", en='"{written}" is too long'),
        Text(de="Höchstens {max_length} Zeichen.", en="at most {max_length} characters"),
    ),
    "confidence": (
        Text(
            de="„{written}“ passt nicht zu confidence, der Frage nach der Sicherheit.",
            en='"{written}" does not fit confidence, the question of how sure one is',
        ),
        Text(
            de="Schreiben Sie  confidence: true , oder Stufen in Prozent:  confidence: {{levels: [50, 75, 95]}}",
            en="write  confidence: true , or levels in percent:  confidence: {{levels: [50, 75, 95]}}",
        ),
    ),
    "whole_too_long": _TOO_MANY_DIGITS,
    "leading_nought": (
        Text(de="„{written}“ beginnt mit einer Null.", en='"{written}" begins with a nought'),
        Text(de="Schreiben Sie  {meant}", en="write  {meant}"),
    ),
    "int_parsing_size": _TOO_MANY_DIGITS,
    "finite_number": _NOT_DECIMAL,
    "bool_parsing": _NOT_TRUE_OR_FALSE,
    "bool_type": _NOT_TRUE_OR_FALSE,
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
    "half_a_point": (
        Text(de="latitude und longitude gehören zusammen.", en="latitude and longitude belong together"),
        Text(de="Füllen Sie beide aus, oder keine von beiden.", en="fill in both, or neither"),
    ),
    "one_end": (
        Text(de="low und high gehören zusammen.", en="low and high belong together"),
        Text(
            de="Füllen Sie beide aus; eine einzelne Zahl gehört in value.",
            en="fill in both; a single figure goes in value",
        ),
    ),
    "low_above_high": (
        Text(de="low ({low}) ist größer als high ({high}).", en="low ({low}) is above high ({high})"),
        Text(de="Tauschen Sie die beiden.", en="swap the two"),
    ),
    "lost_words": (
        Text(
            de="„{words}“ steht nicht genau einmal im ursprünglichen Wortlaut.",
            en='"{words}" does not occur exactly once in the original',
        ),
        Text(
            de="Schreiben Sie die verlorenen Wörter so wie in original, lost_de wie in original_de, mit | dazwischen.",
            en="write the lost words as in original, lost_de as in original_de, with | between them",
        ),
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
        Text(de="Schreiben Sie je eine Zeile für: {languages}", en="write one line for each of: {languages}"),
    ),
    "one_condition": (
        Text(de="Ein Muster braucht genau eine Bedingung.", en="a pattern needs exactly one condition"),
        Text(
            de="Schreiben Sie zum Beispiel  when: {{span_below: 1000}} ; mehrere Bedingungen brauchen mehrere Muster.",
            en="write, for example,  when: {{span_below: 1000}} ; for several conditions, write several patterns",
        ),
    ),
    "no_otherwise": (
        Text(
            de="Das letzte Muster, und nur dieses, gilt für alle übrigen Antworten.",
            en="the last pattern, and only that, is for all other answers",
        ),
        Text(
            de="Schreiben Sie im letzten Muster, und nur dort,  when: otherwise",
            en="write  when: otherwise  in the last pattern, and only there",
        ),
    ),
    "nodes_or_claims": (
        Text(de="Das Bild braucht entweder nodes oder claims.", en="the figure needs either nodes or claims"),
        Text(
            de="Löschen Sie eines von beiden, oder ergänzen Sie, was fehlt.",
            en="delete one of the two, or add what is missing",
        ),
    ),
    "edges_circle": (
        Text(de="Die Pfeile führen im Kreis.", en="the arrows lead in a circle"),
        Text(de="Löschen Sie einen von ihnen, oder drehen Sie ihn um.", en="delete one of them, or turn it round"),
    ),
    "one_reason_after": (
        Text(
            de="Nach der Antwort wird nur eine Begründung erfragt, nicht eine je Zeile.",
            en="after the answer, one reason is asked for, not one for each row",
        ),
        Text(de="Löschen Sie  per , oder schreiben Sie  when: before", en="delete  per , or write  when: before"),
    ),
    "no_text_to_start": (
        Text(
            de="Satzanfänge helfen nur, wo ein eigener Text geschrieben wird.",
            en="sentence starters help only where a text of one's own is written",
        ),
        Text(
            de="Löschen Sie starters, oder ergänzen Sie  reason: …",
            en="delete starters, or add  reason: …",
        ),
    ),
    "list_instead": (
        Text(
            de="Nach einem freien Text wird die Liste angehakt, keine Begründung geschrieben.",
            en="after a free text the list is ticked, no reason is written",
        ),
        Text(de="Löschen Sie reason, oder schreiben Sie  when: before", en="delete reason, or write  when: before"),
    ),
    "other_width": (
        Text(
            de="Diese Zeile hat zu wenige oder zu viele Zellen: {cells} statt {heads}.",
            en="this row has too few or too many cells: {cells} instead of {heads}",
        ),
        Text(de="Schreiben Sie je Spalte eine Zelle.", en="write one cell for each column"),
    ),
    "two_columns": (
        Text(de="Eine Diagonale braucht zwei Spalten.", en="a diagonal needs two columns"),
        Text(de="Ergänzen Sie eine Spalte, oder löschen Sie das Muster.", en="add a column, or delete the pattern"),
    ),
    "option_twice": (
        Text(de="Zwei Einträge haben die Kennung „{id}“.", en='two entries have the id "{id}"'),
        Text(de="Geben Sie einer eine andere Kennung.", en="give one of them another id"),
    ),
    "no_right_option": (
        Text(de="Keine Antwort ist als richtig gekennzeichnet.", en="no option is marked as right"),
        Text(
            de="Schreiben Sie  correct: true  zur richtigen Antwort, oder  judged: false , wenn keine richtig ist.",
            en="add  correct: true  to the right option, or write  judged: false  if none is right",
        ),
    ),
    "no_right_number": (
        Text(de="Keine Zahl ist als richtig gekennzeichnet.", en="no number is marked as right"),
        Text(de="Schreiben Sie  correct: true  zur richtigen Zahl.", en="add  correct: true  to the right number"),
    ),
    "several_right": (
        Text(de="Mehrere Antworten sind als richtig gekennzeichnet.", en="several options are marked as right"),
        Text(
            de="Lassen Sie nur eine, oder schreiben Sie  kind: multiple-choice",
            en="leave only one, or write  kind: multiple-choice",
        ),
    ),
    "right_but_not_judged": (
        Text(
            de="„{id}“ ist als richtig gekennzeichnet, aber die Aufgabe wird nicht gewertet.",
            en='"{id}" is marked as right, but the exercise is not judged',
        ),
        Text(de="Löschen Sie  judged: false  oder  correct: true .", en="delete  judged: false  or  correct: true "),
    ),
}
