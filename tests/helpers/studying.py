"""Students who do not exist: whole hand-ins made from the lesson's own data, of any quality, the same every time."""

import random
from dataclasses import replace
from datetime import datetime, timedelta, timezone

from answering import any_answer, is_judged, mistakes, model_answers, whole_values
from paths import ROOT

from geo_lesson.content.folder import LessonFolder
from geo_lesson.handin.file import HandIn
from geo_lesson.handin.sheet import parts
from geo_lesson.student.store import Record

BEGIN = datetime(2026, 3, 2, 9, 0, tzinfo=timezone(timedelta(hours=1)))
WORDS = {
    "de": ("weil W6 eine Quelle nennt", "das steht so nicht im Text", "beide meinen etwas anderes", "Bauchgefühl"),
    "en": ("because W6 names a source", "the text does not say so", "the two mean different things", "a hunch"),
}


def every_part(content):
    """All parts of a lesson by their key."""
    return {key: part for chapter in content.config.chapters for key, _, part in parts(content, chapter)}


def student(content, number, language="de", done=1.0, right=0.6, pseudonym=None):
    """The hand-in of student `number`; done: share of exercises answered, right: share of right first answers."""
    chance = random.Random(number)  # noqa: S311 - no secret
    records = {}
    for step, (key, part) in enumerate(every_part(content).items()):
        if chance.random() < done:
            records[key] = record(part, key, language, chance, right, BEGIN + timedelta(minutes=3 * step))
    name = pseudonym or (f"blauer wal {number}" if language == "de" else f"blue whale {number}")
    made = (BEGIN + timedelta(hours=3)).isoformat()
    config = content.config
    return HandIn(config.id, config.version, language, 2, name, f"{number:016x}", made, records)


def record(part, key, language, chance, right, at):
    """One exercise answered, mostly once, sometimes a second time and better."""
    attempts, good = [], None
    if is_judged(part):
        good = next(model_answers(part, language))
        wrong = [value for value, _ in mistakes(part, language)]
        first = good if chance.random() < right or not wrong else chance.choice(wrong)
    else:
        first = unjudged(part, language, chance)
    for turn, value in enumerate([first, good] if good not in (None, first) and chance.random() < 0.6 else [first]):
        attempts.append(attempt("answer", said(part, value, language, chance), at + timedelta(minutes=turn), language))
    if part.checklist():
        ticks = {line.id: "yes" for line in part.checklist() if chance.random() < 0.7}
        attempts.append(attempt("reason", {"after": ticks}, at + timedelta(minutes=2), language))
    elif part.reason and part.reason.when == "after":
        text = chance.choice(WORDS[language])
        attempts.append(attempt("reason", {"after": text}, at + timedelta(minutes=2), language))
    draft = {name: value for entry in attempts for name, value in entry["answer"].items()}
    return Record(key, "troops", "1", language, draft=draft, attempts=tuple(attempts), hints=chance.randrange(3))


def answered_before(content, key):
    """A hand-in whose answer to one exercise was chosen from what an earlier version offered, and its words."""
    part = every_part(content)[key]
    old = next(iter(part.former))
    value = old if part.kind == "free-text" else next(model_answers(part, "en")) | {"m2 value": old}
    handin = student(content, 3, "en")
    before = handin.records[key]
    attempts = (attempt("answer", {"value": value, "reason": "because"}, BEGIN, "en"),)
    records = handin.records | {key: replace(before, draft={"value": value}, attempts=attempts)}
    return replace(handin, records=records), part.former[old]["en"]


def unjudged(part, language, chance):
    """An answer to an exercise that has no right one; ranges and texts differ."""
    value = any_answer(part, language)
    if part.kind == "range":
        numbers = sorted(chance.sample((1000, 3000, 5000, 8000, 10000, 12000, 15000), len(part.fields)))
        value = dict(zip(part.fields, map(str, numbers), strict=True))
    elif part.kind == "free-text":
        value = f"{value} {chance.choice(WORDS[language])}."
    elif part.kind == "single-choice":
        value = chance.choice(part.options).id
    elif part.kind == "order":
        value = dict(zip(value, chance.sample(list(value.values()), len(value)), strict=True))
    return value


def said(part, value, language, chance):
    """All that is handed over with a value; how sure and why differ."""
    values = whole_values(part, value, language)
    for field, among in (
        ("confidence", part.confidence and [str(n) for n in part.confidence.levels]),
        ("reason", WORDS[language]),
    ):
        if isinstance(values.get(field), dict):
            values[field] = {id: chance.choice(among) for id in values[field]}
        elif field in values:
            values[field] = chance.choice(among)
    return values


def attempt(step, answer, at, language):
    """One attempt as it lies on disk."""
    return {"at": at.isoformat(timespec="seconds"), "step": step, "language": language, "answer": answer}


def troops():
    """The lesson of this checkout."""
    return LessonFolder(ROOT / "data" / "troops")
