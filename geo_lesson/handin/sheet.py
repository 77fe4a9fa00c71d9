"""A student's result sheet as plain data: each task with all that was answered, in one language, for people to read."""

from geo_lesson.common.errors import LessonError
from geo_lesson.common.language import LANGUAGES
from geo_lesson.exercises.any_kind import keyed
from geo_lesson.exercises.table import TableExercise
from geo_lesson.handin import messages
from geo_lesson.student.feedback_view import answers_of, when


def sheet(content, records, level, language):
    """The chapters that hold something, each with its entries; see `entry`.

    records: {key: Record}. What belongs to no exercise of this lesson has a chapter of its own, as it was written.
    """
    known, chapters = set(), []
    for chapter in content.config.chapters:
        entries = []
        for key, title, part in parts(content, chapter, level):
            known.add(key)
            if key in records and is_begun(records[key]):
                entries.append(entry(part, records[key], language, title[language]))
        if entries:
            chapters.append({"title": chapter.title[language], "entries": entries})
    strange = [entry(None, record, language, key) for key, record in records.items() if key not in known]
    return [*chapters, *([{"title": messages.NOT_IN_THIS_VERSION[language], "entries": strange}] if strange else [])]


def parts(content, chapter, level=2, unread=None):
    """Every part of a chapter's exercises as (key, title, part to be described); what cannot be read is passed.

    unread: a map that takes the LessonError of each exercise that cannot be read, by its id.
    """
    for id in chapter.exercises:
        try:
            exercise = content.exercise(id)
            found = [(key, content.prepare(part, level, key)) for key, part in keyed(exercise)]
        except LessonError as error:
            if unread is not None:
                unread[id] = error
            continue
        for key, part in found:
            yield key, titled(exercise.title, part.title), part


def titled(whole, part):
    """The title of a part, behind that of its exercise where it does not say that itself.

    >>> from geo_lesson.common.language import Text
    >>> titled(Text(de="Ort", en="Place"), Text(de="Wo?", en="Where?")).en
    'Place: Where?'
    """
    names_whole = all(whole[of] in part[of] for of in LANGUAGES)
    return part if names_whole else messages.PART_OF_WHOLE.fill(whole=whole, part=part)


def is_begun(record):
    """Whether there is anything to show: an attempt, a draft, a hint, a text kept."""
    return bool(record.attempts or _unsent(record) or record.kept or record.hints)


def entry(part, record, language, title):
    """All there is of one exercise or part: task, answers from the first to the last, and what came after.

    part: None where the lesson has no such exercise; its answers are then shown as they were written.
    """
    given = answers_of(record)
    after = [attempt for attempt in record.attempts if attempt.get("step") != "answer"]
    return {
        "key": record.exercise,
        "title": title,
        "prompt": [line for line in part.prompt[language].split("\n") if line.strip()] if part else [],
        "answers": [said(part, attempt, language) for attempt in given],
        "after": [_after(part, attempt, language) for attempt in after],
        "draft": said(part, {"answer": _unsent(record)}, language) if _unsent(record) else None,
        "kept": [said(part, attempt, language) for attempt in record.kept],
        "hints": record.hints,
        "value": given[-1]["answer"].get("value") if given else None,
    }


def said(part, attempt, language):
    """One attempt in words: when, what, how sure and why; sure and reason are lists of (of which entry, what)."""
    answer = attempt["answer"]
    return {
        "when": when(attempt.get("at", ""), language),
        "answer": _told(part, attempt, language),
        "sure": [(of, f"{level} %") for of, level in _by_entry(part, answer.get("confidence"), language)],
        "reason": _by_entry(part, answer.get("reason"), language),
        "after": _by_entry(part, answer.get("after"), language),
    }


def described(part, value, language):
    """An answer in words; one that does not fit the exercise as it is now, or not quite, as it was written."""
    if value in (None, "", {}):
        return ""
    if part is not None and part.is_describable(value):
        return part.describe(value, language)
    return "\n".join(f"{name}: {text}" for name, text in value.items()) if isinstance(value, dict) else value


def _told(part, attempt, language):
    """An answer as `described`, with the words that were marked when it was made."""
    value = attempt["answer"].get("value")
    if part is None or value in (None, "", {}) or not (part.is_describable(value) or part.text_change(attempt)):
        return described(part, value, language)
    return part.describe_attempt(attempt, language)


def claims_rows(content, level, drafts, language):
    """The student's own claims table: a map from heading to text for each claim, in the order of the lesson.

    drafts: key -> the value that stands in the fields of an exercise, or None. The first exercise that lesson.yaml
    names under claims_table is always there, the others once they have been begun. Raises ValueError where one of them
    has no rows.
    """
    rows = {}
    for id in content.config.claims_table:
        exercise, answer = content.exercise(id), drafts(id)
        if not isinstance(exercise, TableExercise):
            raise ValueError(f"no rows in {id}")
        if rows and not answer:
            continue
        exercise = exercise.prepared(level)
        cells = exercise.cells(answer, language)
        for row in exercise.rows:
            rows.setdefault(row.id, {messages.CLAIM_HEAD[language]: row.text[language]}).update(cells[row.id])
    return list(rows.values())


def _after(part, attempt, language):
    """What came after an answer: the list with its ticks, or a text."""
    written = attempt["answer"].get("after")
    lines = {line.id: line.text[language] for line in part.checklist()} if part else {}
    if not isinstance(written, dict):
        return {"when": when(attempt.get("at", ""), language), "ticks": [], "text": written or ""}
    ticks = [(text, written.get(id) == "yes") for id, text in lines.items()]
    ticks += [(id, said == "yes") for id, said in written.items() if id not in lines]
    return {"when": when(attempt.get("at", ""), language), "ticks": ticks, "text": ""}


def _unsent(record):
    """What stands in the fields and has not been handed over: of the draft, what no attempt holds."""
    handed = [item for attempt in record.attempts for item in attempt["answer"].items()]
    return {field: value for field, value in record.draft.items() if value and (field, value) not in handed}


def _by_entry(part, written, language):
    """A text for the whole, or one for each entry, as (name of the entry, text)."""
    if not isinstance(written, dict):
        return [("", written)] if written else []
    named = part.entry_names | {line.id: line.text for line in part.checklist()} if part else {}
    return [(named[id][language] if id in named else id, text) for id, text in written.items() if text]
