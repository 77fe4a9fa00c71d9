"""Write a student's answers into one self-contained HTML file, and read them back.

The file carries the answers twice: for people as text, for `read` as JSON in a <template> that no browser shows. Only
the JSON counts. Each exercise in it has a checksum, so that an edited answer is noticed and named; the last line seals
the file as a whole: where the seal fits, nothing was changed. Both guard against accidents and are no signature.
"""

import hashlib
import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from typing import Any, Protocol

from geo_lesson.common.html import render
from geo_lesson.content.folder import LessonFolder
from geo_lesson.handin import messages
from geo_lesson.handin.decoding import decode_page, is_mail
from geo_lesson.handin.page_scan import MOST_TAGS, PageScan, has_foreign_tag, may_be_foreign
from geo_lesson.handin.sheet import Chapter, sheet
from geo_lesson.student.feedback_view import when
from geo_lesson.student.store import NotSaved, Record, as_record, pseudonym

FORM = 2  # of the JSON; in form 1, each exercise has a second checksum, over its text on the page, which is ignored
_BEGIN = re.compile(
    rb'<!DOCTYPE html>\n<html lang="(?:de|en)">\n<head>\n<meta charset="utf-8">\n'
    rb'<meta http-equiv="Content-Security-Policy" '
    rb"content=\"default-src 'none'; img-src data:; style-src 'unsafe-inline'\">\n"
)
_DATA = b'<template id="geo-answers">'
_SEAL = b"<!-- seal "
_UNPRINTABLE = dict.fromkeys([*range(9), 11, 12, *range(14, 32), *range(128, 160), *range(0xD800, 0xE000)], "\ufffd")
_HEAD = {
    "lesson": r"[a-z0-9_-]{1,60}",
    "lesson_version": r".{1,20}",
    "language": "de|en",
    "level": "[123]",
    "pseudonym": r".{1,40}",
    "id": "[0-9a-f]{16}",
    "made": r"[0-9T:.+-]{19,35}",
}
_KEY = r"[a-z0-9_.-]{1,130}"
_RECORD_FIELDS = ("lesson_version", "language", "draft", "attempts", "hints", "kept")
_MOST_HINTS = 99
_INVALID = (ValueError, TypeError, KeyError, AttributeError, RecursionError, NotSaved)  # raised by data of strangers

# Returns the picture of an answer, by the key of its exercise and the answer's value; None where there is none.
Draw = Callable[[str, Any], Mapping[str, Any] | None]


class Spend(Protocol):
    """A budget of work that files share: returns False where too little is left."""

    def __call__(self, *, signs: int) -> bool: ...  # noqa: D102 - see the class


class Unreadable(Exception):
    """Raised for a file that holds no hand-in; `code` is the reason, a key of FILE_REPORTS in `teacher.classroom`."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(code)


@dataclass(frozen=True)
class HandIn:
    """One student's answers. id: random, made once for each student.   records: by the key of their exercise."""

    lesson: str
    lesson_version: str
    language: str
    level: int
    pseudonym: str
    id: str
    made: str
    records: dict[str, Record] = field(default_factory=dict)


@dataclass(frozen=True)
class Reading:
    """A hand-in as it was read.

    edited: keys of the exercises whose data were changed, in the order of the file; "" stands for the head.
    notes: what happened to the file without harm to the answers, as codes like those of `Unreadable`.
    """

    handin: HandIn
    edited: tuple[str, ...]
    notes: tuple[str, ...] = ()


def write(handin: HandIn, content: LessonFolder, claims: list[dict[str, str]], draw: Draw | None = None) -> bytes:
    """Return a hand-in as bytes of HTML; claims: rows of the student's claims table."""
    chapters = sheet(content, handin.records, handin.level, handin.language)
    html: str = render(
        "handin.html",
        words={name: text[handin.language] for name, text in messages.SHEET_LABELS.items()},
        handin=handin,
        config=content.config,
        made=when(handin.made, handin.language),
        chapters=chapters,
        claims=claims,
        pictures=_pictures(chapters, draw) if draw else {},
    )
    page = html.translate(_UNPRINTABLE).replace("\r", " ").encode()
    page = page.replace(_DATA, _DATA + _data(handin), 1)
    return page + _SEAL + hashlib.sha256(page).hexdigest().encode() + b" -->\n"


def _pictures(chapters: Iterable[Chapter], draw: Draw) -> dict[str, Mapping[str, Any]]:
    """Return the pictures of the latest answers, by the key of their exercise."""
    latest = ((entry.key, entry.value) for chapter in chapters for entry in chapter.entries)
    drawn = ((key, draw(key, value)) for key, value in latest if value is not None)
    return {key: picture for key, picture in drawn if picture and (picture["svg"] or picture["table"])}


def _data(handin: HandIn) -> bytes:
    """Return the content of the template: JSON in ASCII that needs no escaping, a line for each exercise."""
    head = {name: getattr(handin, name) for name in _HEAD}
    entries = {key: record_data(record) for key, record in handin.records.items()}
    sums = {key: [checksum(value)] for key, value in {"": head, **entries}.items()}
    lines = [f'{{"form": {FORM}', f'"head": {json.dumps(head)}', f'"sums": {json.dumps(sums)}', '"records": {']
    records = ",\n".join(f"{json.dumps(key)}: {json.dumps(value)}" for key, value in entries.items())
    written = ",\n".join(lines) + f"\n{records}\n}}}}"
    return written.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026").encode("ascii")


def checksum(data: object) -> str:
    """Return a short checksum of JSON data, whatever the order of its keys and the white space around it.

    >>> checksum({"a": 1, "b": 2}) == checksum({"b": 2, "a": 1})
    True
    """
    return hashlib.sha256(json.dumps(data, sort_keys=True).encode()).hexdigest()[:16]


def record_data(record: Record) -> dict[str, Any]:
    """Return what a hand-in carries of a record; a draft that was submitted as it stands is not written twice."""
    data = {name: value for name, value in asdict(record).items() if name in _RECORD_FIELDS}
    return data | ({"draft": None} if record.draft == _submitted(record.attempts) else {})


def _submitted(attempts: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """Return the fields as they stood once the attempts had been submitted."""
    return {name: value for attempt in attempts for name, value in attempt["answer"].items()}


def can_be_read_again(record: Record) -> bool:
    """Tell whether a record is one that an exercise could have written, and stays the same in a hand-in."""
    try:
        written = json.dumps(record_data(record), sort_keys=True)
        again = _record_or_none(record.exercise, _load(written))
        return again is not None and json.dumps(record_data(again), sort_keys=True) == written
    except _INVALID:
        return False


def read(content: bytes, spend: Spend | None = None) -> Reading:
    """Read a hand-in from the bytes of a file; spend: asked before a page is scanned. Raises Unreadable."""
    page, _, seal = content.rpartition(_SEAL)
    is_sealed = seal.strip() == hashlib.sha256(page).hexdigest().encode() + b" -->"
    # Only after our own beginning is it known how a browser reads the rest, and that it loads nothing.
    if is_sealed and _BEGIN.match(page) and _DATA in page:
        before, _, rest = page.partition(_DATA)
        data, _, after = rest.partition(b"</template>")
        handin, edited = _unpack(data.decode("ascii", "replace"), is_sealed=True)
        is_suspect = b"<" in data or may_be_foreign(before + after)
        is_foreign = is_suspect and _scan(page.decode("utf-8", "replace"), spend).foreign
        return Reading(handin, edited, ("foreign",) if is_foreign else ())
    return _read_changed(content, spend)


def _read_changed(content: bytes, spend: Spend | None) -> Reading:
    """Read a hand-in that was changed or damaged after it was written, or is none. Raises Unreadable."""
    text, is_mailed = decode_page(content)
    scan = _scan(text, spend)
    if not scan.is_ours:
        is_page = re.search("<(!doctype|html|head|body)", text, re.I)
        raise Unreadable("overview" if "geo-lesson-overview" in text else "other page" if is_page else "not a hand-in")
    is_whole = "</main>" in text.lower()
    if not scan.data or not (is_whole or "</template>" in text.lower()):
        raise Unreadable("no data" if is_whole else "cut")
    if scan.templates > 1:
        raise Unreadable("two in one")
    handin, edited = _unpack(scan.data, is_sealed=False)
    is_foreign = scan.foreign or (not is_mail(content) and has_foreign_tag(content.decode("latin-1")))
    codes = {"mailed": is_mailed, "foreign": is_foreign, "page cut": not is_whole}
    notes = tuple(code for code, applies in codes.items() if applies)
    return Reading(handin, edited, notes or (() if edited else ("changed",)))


def _scan(text: str, spend: Spend | None) -> PageScan:
    tags = text.count("<")
    if tags > MOST_TAGS:
        raise Unreadable("large")
    if spend and not spend(signs=tags):
        raise Unreadable("left out")
    return PageScan(text)


def carries(content: bytes, handin: HandIn) -> bool:
    """Tell whether bytes are an untouched file with exactly these answers, whenever it was made."""
    try:
        reading = read(content)
    except Unreadable:
        return False
    other = reading.handin
    if reading.edited or reading.notes or replace(other, made="", records={}) != replace(handin, made="", records={}):
        return False
    ours, theirs = ({key: record_data(r) for key, r in one.records.items()} for one in (handin, other))
    return checksum(ours) == checksum(theirs)


def _unpack(written: str, *, is_sealed: bool) -> tuple[HandIn, tuple[str, ...]]:
    """Return the hand-in in JSON and the keys of what was edited. Raises Unreadable.

    A record that no notebook could have written counts as edited, sealed or not; nothing of it is taken.
    """
    try:
        data = _load(written)
        if data["form"] > FORM:
            raise Unreadable("newer")
        head, entries = data["head"], dict(data["records"])
        handin = HandIn(**_head(head))
        sums = {key: data_sum for key, (data_sum, *_) in data["sums"].items()}
    except _INVALID:
        raise Unreadable("data") from None
    is_edited = {"": not is_sealed and sums.get("") != checksum(head)}
    for key, value in entries.items():
        record = _record_or_none(key, value)
        if re.fullmatch(_KEY, key):
            handin.records[key] = record or Record(key)
        is_edited[key[:130]] = not record or (not is_sealed and sums.get(key) != checksum(value))
    return handin, tuple(key for key, edited in is_edited.items() if edited)


def _load(written: str) -> Any:
    """Return JSON of a hand-in as data; of a number that no computer would count with, its beginning."""
    return json.loads(written, strict=False, parse_int=lambda digits: int(digits[:20]))


def _head(head: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a file says of itself. Raises one of _INVALID where no notebook could have written it."""
    if not all(re.fullmatch(form, str(head[name])) and str(head[name]).isprintable() for name, form in _HEAD.items()):
        raise ValueError("not a head")
    if datetime.fromisoformat(head["made"]).tzinfo is None or pseudonym(head["pseudonym"]) != head["pseudonym"]:
        raise ValueError("not a head")
    return {name: int(head[name]) if name == "level" else head[name] for name in _HEAD}


def _record_or_none(key: str, written: Any) -> Record | None:
    """Return the record of a key as a hand-in carries it; None where no exercise could have written it."""
    try:
        if not re.fullmatch(_KEY, key):
            return None
        draft = _submitted(written["attempts"]) if written["draft"] is None else written["draft"]
        record = as_record({name: written[name] for name in _RECORD_FIELDS} | {"exercise": key, "draft": draft}, key)
        texts = [record.language, record.lesson_version, *_texts(record.draft)]
        for entry in (*record.attempts, *record.kept):
            texts += [entry.get("step", ""), *_texts(entry["answer"])]
        return record if record.hints <= _MOST_HINTS and all(isinstance(text, str) for text in texts) else None
    except _INVALID:
        return None


def _texts(fields: Mapping[str, Any]) -> list[Any]:
    """Return the values of fields, each of which is a text or a map of texts."""
    return [text for value in fields.values() for text in (value.values() if isinstance(value, dict) else [value])]
