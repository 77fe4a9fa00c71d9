"""What of a record goes into a hand-in, and whether a record can be one: the same check when writing and reading."""

import json
import re
from dataclasses import asdict

from geo_lesson.student.store import NotSaved, as_record

KEY = r"[a-z0-9_.-]{1,130}"
NOT_OURS = (ValueError, TypeError, KeyError, AttributeError, RecursionError, NotSaved)  # what odd data bring about
_CARRIED = ("lesson_version", "language", "draft", "attempts", "hints", "kept")
_MOST_HINTS = 99


def carried(record):
    """What is kept of a record; a draft that has been handed over as it stands is not written twice."""
    kept = {name: value for name, value in asdict(record).items() if name in _CARRIED}
    return kept | ({"draft": None} if record.draft == _handed(record.attempts) else {})


def _handed(attempts):
    """The fields as they stand once the attempts have been handed over."""
    return {name: value for attempt in attempts for name, value in attempt["answer"].items()}


def is_sound(record):
    """Whether a record is one that an exercise could have written, and that is the same when it is read again."""
    try:
        written = json.dumps(carried(record), sort_keys=True)
        again = record_or_none(record.exercise, loads(written))
        return again is not None and json.dumps(carried(again), sort_keys=True) == written
    except NOT_OURS:
        return False


def loads(written):
    """JSON of a hand-in as plain data; of a number that no computer would count with, the beginning."""
    return json.loads(written, strict=False, parse_int=lambda digits: int(digits[:20]))


def record_or_none(key, written):
    """The record of a key as a hand-in carries it; None where no exercise could have written it."""
    try:
        return _record(key, written)
    except NOT_OURS:
        return None


def _record(key, written):
    if not re.fullmatch(KEY, key):
        raise ValueError("not a record")
    draft = _handed(written["attempts"]) if written["draft"] is None else written["draft"]
    record = as_record({name: written[name] for name in _CARRIED} | {"exercise": key, "draft": draft}, key)
    if record.hints > _MOST_HINTS:
        raise ValueError("not a record")
    for entry in (*record.attempts, *record.kept):
        _of(entry.get("step", ""), str)
        _plain(entry["answer"])
    _plain(record.draft)
    for text in (record.language, record.lesson_version):
        _of(text, str)
    return record


def _plain(values):
    """Refuse what is neither a text nor a map of texts."""
    for value in values.values():
        for text in value.values() if isinstance(value, dict) else [value]:
            _of(text, str)


def _of(value, kind):
    if not isinstance(value, kind):
        raise TypeError("not what it should be")
