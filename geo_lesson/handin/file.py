"""A student's answers as one self-contained HTML file that reads as a result sheet, and the answers back out of it.

The file carries the answers twice: for people as text, for `read` as JSON in a <template> that no browser shows. Each
exercise has two checksums, over its data and over its text on the page, so that a change on either side is noticed and
named; they guard against accidents and are no signature. The last line seals the file as a whole: where it fits,
nothing has been changed, and the page need not be looked at.
"""

import hashlib
import json
import re
from dataclasses import dataclass, field, replace
from datetime import datetime

from geo_lesson.common.html import render
from geo_lesson.handin import messages
from geo_lesson.handin.records import KEY, NOT_OURS, carried, loads, record_or_none
from geo_lesson.handin.sheet import sheet
from geo_lesson.handin.visible import MOST_SIGNS, Visible, decoded, has_foreign_sign, is_mail, may_be_foreign
from geo_lesson.student.feedback_view import when
from geo_lesson.student.store import Record, pseudonym

FORM = 1
LARGEST = 150_000  # bytes of a file with pictures; words are never left out
_BEGIN = re.compile(
    rb'<!DOCTYPE html>\n<html lang="(?:de|en)">\n<head>\n<meta charset="utf-8">\n'
    rb'<meta http-equiv="Content-Security-Policy" '
    rb"content=\"default-src 'none'; img-src data:; style-src 'unsafe-inline'\">\n"
)
_DATA = '<template id="geo-answers">'
_SEAL = b"<!-- seal "
_ODD = dict.fromkeys([*range(9), 11, 12, *range(14, 32), *range(128, 160), *range(0xD800, 0xE000)], "\ufffd")


class Unreadable(Exception):
    """What was handed in cannot be read; `code` says why, in the words of `classroom.diagnosis`."""

    def __init__(self, code):
        self.code = code
        super().__init__(code)


@dataclass(frozen=True)
class HandIn:
    """One student's answers. id: random, made once for each student.   records: {key of an exercise: Record}."""

    lesson: str
    lesson_version: str
    language: str
    level: int
    pseudonym: str
    id: str
    made: str
    records: dict = field(default_factory=dict)


@dataclass(frozen=True)
class Reading:
    """A hand-in as it was read. edited: {key: "data" or "page"}, the side that was changed; "" stands for the head.

    notes: what happened to the file without harm to the answers, in the same words.
    """

    handin: HandIn
    edited: dict
    notes: tuple = ()


def write(handin, content, claims, draw=None):
    """The hand-in as bytes of HTML. claims: rows of the claims table; draw: (part key, value) -> Picture as a map.

    Pictures are added as long as the file stays under LARGEST; where one is left out, the file says so.
    """
    chapters = sheet(content, handin.records, handin.level, handin.language)
    told = {
        "words": {name: text[handin.language] for name, text in messages.SHEET_LABELS.items()},
        "handin": handin,
        "config": content.config,
        "made": when(handin.made, handin.language),
        "chapters": chapters,
        "claims": claims,
    }
    bare = _page(told)
    pictures = _pictures(chapters, draw, LARGEST - 2 * len(handin.records) * 60 - len(bare) - len(_data(handin, {})))
    page = _page({**told, "pictures": pictures})
    whole = page.replace(_DATA.encode(), _DATA.encode() + _data(handin, Visible(page.decode()).texts()), 1)
    return whole + _SEAL + hashlib.sha256(whole).hexdigest().encode() + b" -->\n"


def _page(told):
    return render("handin.html", **{"pictures": {}, **told}).translate(_ODD).replace("\r", " ").encode()


def _pictures(chapters, draw, room):
    """Pictures by key, the smallest first as long as there is room for their bytes; None where there was none."""
    sizes, found = {}, {}
    for entry in (entry for chapter in chapters for entry in chapter["entries"]):
        picture = draw(entry["key"], entry["value"]) if draw and entry["value"] is not None else None
        if picture and (picture["svg"] or picture["table"]):
            found[entry["key"]] = picture
            sizes[entry["key"]] = len(picture["source"]) + 2 * len(str(picture["table"]) + picture["alt"]) + 400
    for key in sorted(sizes, key=sizes.get):
        room -= sizes[key]
        if room < 0:
            found[key] = None
    return found


def _data(handin, shown):
    """What the template holds: JSON in ASCII that needs no escaping, a line for each exercise."""
    head = {name: getattr(handin, name) for name in _HEAD}
    entries = {key: carried(record) for key, record in handin.records.items()}
    sums = {key: [checksum(value), checksum(_squeezed(shown.get(key, "")))] for key, value in entries.items()}
    sums[""] = [checksum(head), checksum(_squeezed(shown.get("", "")))]
    lines = [f'{{"form": {FORM}', f'"head": {json.dumps(head)}', f'"sums": {json.dumps(sums)}', '"records": {']
    records = ",\n".join(f"{json.dumps(key)}: {json.dumps(value)}" for key, value in entries.items())
    return _unmarked(",\n".join(lines) + f"\n{records}\n}}}}").encode("ascii")


def _unmarked(written):
    return written.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def checksum(data):
    """A short checksum of plain data, whatever the order of its keys and the white space around it.

    >>> checksum({"a": 1, "b": 2}) == checksum({"b": 2, "a": 1})
    True
    """
    return hashlib.sha256(json.dumps(data, sort_keys=True).encode()).hexdigest()[:16]


def _squeezed(text):
    """A text without white space: programs that make pages small leave out what stands between two elements."""
    return "".join(text.split())


def read(content, spend=None):
    """Read a hand-in from the bytes of a file. Raises Unreadable.

    spend: asked with the number of its signs "<" before a page is looked through, whether there is time for so many.
    """
    page, _, seal = content.rpartition(_SEAL)
    # Only behind our own beginning is it known how a browser reads the rest, and that it may ask nobody.
    if (
        _BEGIN.match(page)
        and _DATA.encode() in page
        and seal.strip() == hashlib.sha256(page).hexdigest().encode() + b" -->"
    ):
        before, _, rest = page.partition(_DATA.encode())
        inside, _, after = rest.partition(b"</template>")
        reading = Reading(*_unpacked(inside.decode("ascii", "replace"), None))
        suspect = b"<" in inside or may_be_foreign(before + after)
        foreign = suspect and _looked_at(page.decode("utf-8", "replace"), spend).foreign
        return replace(reading, notes=("foreign",)) if foreign else reading
    written, notes = decoded(content)
    found = _looked_at(written, spend)
    if not found.is_ours:
        page = re.search("<(!doctype|html|head|body)", written, re.I)
        raise Unreadable("overview" if "geo-lesson-overview" in written else "other page" if page else "not a hand-in")
    whole = "</html>" in written.lower()
    if not found.data or not (whole or "</template>" in written.lower()):
        raise Unreadable("no data" if whole else "cut")
    if found.templates > 1:
        raise Unreadable("two in one")
    raw = not is_mail(content) and has_foreign_sign(content.decode("latin-1"))
    notes += ["foreign"] * (found.foreign or raw)
    reading = Reading(*_unpacked(found.data, {} if "re-encoded" in notes else found.texts()))
    if not whole and ("page" in reading.edited.values() or "re-encoded" in notes):
        notes += ["page cut"]
        reading = Reading(*_unpacked(found.data, {} if "re-encoded" in notes else found.texts(whole=False)))
    return replace(reading, notes=tuple(notes) or (() if reading.edited else ("saved again",)))


def _looked_at(written, spend):
    signs = written.count("<")
    if signs > MOST_SIGNS:
        raise Unreadable("large")
    if spend and not spend(signs=signs):
        raise Unreadable("left out")
    return Visible(written)


def carries(content, handin):
    """Whether the bytes are an untouched file with exactly these answers, whenever it was made."""
    try:
        reading = read(content)
    except Unreadable:
        return False
    found, same = reading.handin, {"made": "", "records": {}}
    if reading.edited or reading.notes or replace(found, **same) != replace(handin, **same):
        return False
    ours, theirs = ({key: carried(r) for key, r in one.records.items()} for one in (handin, found))
    return checksum(ours) == checksum(theirs)


def _unpacked(written, shown):
    """The hand-in in JSON, and what has been edited; shown: {key: text on the page}, or None where the seal fits.

    Of an exercise that no notebook of ours could have written, nothing is taken. Raises Unreadable.
    """
    try:
        data = loads(written)
        if data["form"] > FORM:
            raise Unreadable("newer")
        head, entries = data["head"], dict(data["records"])
        handin = HandIn(**_head(head))
        sums = {key: (str(one), str(other)) for key, (one, other) in data["sums"].items()}
    except NOT_OURS:
        raise Unreadable("data") from None
    edited = {}
    for key, value in {"": head, **entries}.items():
        record = record_or_none(key, value) if key else None
        if re.fullmatch(KEY, key):
            handin.records[key] = record or Record(key)
        if key and not record:
            edited[key[:130]] = "data"
        elif shown is not None:
            data_sum, page_sum = sums.get(key, ("", ""))
            if data_sum != checksum(value):
                edited[key] = "data"
            # In a hand-in of an earlier release, the sum was made with the white space in it.
            elif key in shown and page_sum not in (checksum(shown[key]), checksum(_squeezed(shown[key]))):
                edited[key] = "page"
    return handin, edited


def _head(head):
    """What a file says of itself, or ValueError or TypeError where no notebook of ours could have said it."""
    if not all(re.fullmatch(form, str(head[name])) and str(head[name]).isprintable() for name, form in _HEAD.items()):
        raise ValueError("not a head")
    if datetime.fromisoformat(head["made"]).tzinfo is None or pseudonym(head["pseudonym"]) != head["pseudonym"]:
        raise ValueError("not a head")
    return {name: int(head[name]) if name == "level" else head[name] for name in _HEAD}


_HEAD = {
    "lesson": r"[a-z0-9_-]{1,60}",
    "lesson_version": r".{1,20}",
    "language": "de|en",
    "level": "[123]",
    "pseudonym": r".{1,40}",
    "id": "[0-9a-f]{16}",
    "made": r"[0-9T:.+-]{19,35}",
}
