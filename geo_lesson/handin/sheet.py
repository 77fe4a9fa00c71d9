"""Put a student's records into words: each task with all that was answered, in one language, for people to read."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from geo_lesson.common.errors import LessonError
from geo_lesson.common.language import LANGUAGES, Text
from geo_lesson.content.folder import LessonFolder
from geo_lesson.content.lesson_config import Chapter as ConfigChapter
from geo_lesson.exercises.any_kind import keyed
from geo_lesson.exercises.base import Exercise
from geo_lesson.exercises.table import TableExercise
from geo_lesson.handin import messages
from geo_lesson.student.feedback_view import answers_of, when
from geo_lesson.student.store import Record

ByEntry = list[tuple[str, str]]  # (label of an entry, or "" for the exercise as a whole, text)


@dataclass(frozen=True)
class AttemptText:
    """One attempt in words: when it was made, the answer, how sure and why, and what was noted afterwards."""

    when: str
    answer: str
    sure: ByEntry
    reason: ByEntry
    after: ByEntry


@dataclass(frozen=True)
class AfterText:
    """What was added after an answer: the lines of a checklist and whether each is ticked, or a text."""

    when: str
    ticks: list[tuple[str, bool]]
    text: str


@dataclass(frozen=True)
class Entry:
    """All there is of one exercise or part. `value`: the latest submitted value, as data; None without an answer."""

    key: str
    title: str
    prompt: list[str]
    answers: list[AttemptText]
    after: list[AfterText]
    draft: AttemptText | None
    kept: list[AttemptText]
    hints: int
    value: Any


@dataclass(frozen=True)
class Chapter:
    """A chapter of the sheet."""

    title: str
    entries: list[Entry]


def sheet(content: LessonFolder, records: Mapping[str, Record], level: int, language: str) -> list[Chapter]:
    """Return the chapters in which something was begun.

    records: by their key. Those of no exercise of this lesson get a last chapter, as they were written.
    """
    keys, chapters = set(), []
    for chapter in content.config.chapters:
        entries = []
        for key, title, part in parts(content, chapter, level):
            keys.add(key)
            if key in records and is_begun(records[key]):
                entries.append(_entry(part, records[key], language, title[language]))
        if entries:
            chapters.append(Chapter(chapter.title[language], entries))
    unknown = [_entry(None, record, language, key) for key, record in records.items() if key not in keys]
    return [*chapters, *([Chapter(messages.NOT_IN_THIS_VERSION[language], unknown)] if unknown else [])]


def parts(
    content: LessonFolder, chapter: ConfigChapter, level: int = 2, unread: dict[str, LessonError] | None = None
) -> Iterator[tuple[str, Text, Exercise]]:
    """Yield every part of a chapter's exercises as (key, title, part at that level); skip what cannot be read.

    unread: takes the error of each exercise that cannot be read, by its id.
    """
    for id in chapter.exercises:
        try:
            exercise = content.exercise(id)
            prepared = [(key, content.prepare(part, level, key)) for key, part in keyed(exercise)]
        except LessonError as error:
            if unread is not None:
                unread[id] = error
            continue
        for key, part in prepared:
            yield key, _full_title(exercise.title, part.title), part


def _full_title(whole: Text, part: Text) -> Text:
    """Return the title of a part, after that of its exercise where it does not name that itself.

    What a part begins with need not be said twice.

    >>> _full_title(Text(de="Ort", en="Place"), Text(de="Wo?", en="Where?")).en
    'Place: Where?'
    >>> _full_title(Text(de="Neu: Fest", en="New: fair"), Text(de="Fest: Zahlen", en="fair: numbers")).en
    'New: fair: numbers'
    """
    if all(whole[of] in part[of] for of in LANGUAGES):
        return part
    rest = {of: _without_beginning(part[of], whole[of].split(": ")) for of in LANGUAGES}
    return messages.PART_OF_WHOLE.fill(whole=whole, part=Text(**rest))


def _without_beginning(title: str, known: Collection[str]) -> str:
    """Leave out what a title begins with, up to a colon, where it is known."""
    beginning, _, rest = title.partition(": ")
    return _without_beginning(rest, known) if rest and beginning in known else title


def is_begun(record: Record) -> bool:
    """Tell whether there is anything to show: an attempt, a draft, a hint, a kept text."""
    return bool(record.attempts or _unsubmitted(record) or record.kept or record.hints)


def _entry(part: Exercise | None, record: Record, language: str, title: str) -> Entry:
    """Return the entry of a record; without a part, its answers are shown as they were written."""
    submitted = answers_of(record)
    draft = _unsubmitted(record)
    return Entry(
        key=record.exercise,
        title=title,
        prompt=[line for line in part.prompt[language].split("\n") if line.strip()] if part else [],
        answers=[_attempt_text(part, attempt, language) for attempt in submitted],
        after=[_after_text(part, added, language) for added in record.attempts if added.get("step") != "answer"],
        draft=_attempt_text(part, {"answer": draft}, language) if draft else None,
        kept=[_attempt_text(part, attempt, language) for attempt in record.kept],
        hints=record.hints,
        value=submitted[-1]["answer"].get("value") if submitted else None,
    )


def _attempt_text(part: Exercise | None, attempt: Mapping[str, Any], language: str) -> AttemptText:
    answer = attempt["answer"]
    return AttemptText(
        when=when(attempt.get("at", ""), language),
        answer=_answer_text(part, attempt, language),
        sure=[(label, f"{level} %") for label, level in _by_entry(part, answer.get("confidence"), language)],
        reason=_by_entry(part, answer.get("reason"), language),
        after=_by_entry(part, answer.get("after"), language),
    )


def described(part: Exercise | None, value: Any, language: str) -> str:
    """Return an answer in words; one that no longer fits the exercise, as it was written."""
    if value in (None, "", {}):
        return ""
    if part is not None and part.is_describable(value):
        return str(part.describe(value, language))
    return "\n".join(f"{name}: {text}" for name, text in value.items()) if isinstance(value, dict) else str(value)


def _answer_text(part: Exercise | None, attempt: Mapping[str, Any], language: str) -> str:
    """Return an answer as `described`, with the words that were marked when it was made."""
    value = attempt["answer"].get("value")
    if part is None or value in (None, "", {}) or not (part.is_describable(value) or part.text_change(attempt)):
        return described(part, value, language)
    return str(part.describe_attempt(attempt, language))


def claims_rows(content: LessonFolder, level: int, drafts: Callable[[str], Any], language: str) -> list[dict[str, str]]:
    """Return the student's own claims table: a map from heading to text for each claim, in the order of the lesson.

    drafts: returns the value in the fields of an exercise, by its key, or None. The first exercise that lesson.yaml
    names under claims_table is always there, the others once they were begun. Raises ValueError where one of them has
    no rows.
    """
    rows: dict[str, dict[str, str]] = {}
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


def _after_text(part: Exercise | None, attempt: Mapping[str, Any], language: str) -> AfterText:
    added, moment = attempt["answer"].get("after"), when(attempt.get("at", ""), language)
    if not isinstance(added, dict):
        return AfterText(moment, [], added or "")
    lines = {line.id: line.text[language] for line in part.checklist()} if part else {}
    ticks = [(text, added.get(id) == "yes") for id, text in lines.items()]
    ticks += [(id, tick == "yes") for id, tick in added.items() if id not in lines]
    return AfterText(moment, ticks, "")


def _unsubmitted(record: Record) -> dict[str, Any]:
    """Return what is in the fields and in no attempt."""
    submitted = [item for attempt in record.attempts for item in attempt["answer"].items()]
    return {field: value for field, value in record.draft.items() if value and (field, value) not in submitted}


def _by_entry(part: Exercise | None, written: Any, language: str) -> ByEntry:
    """Return a text for the whole exercise, or one for each entry."""
    if not isinstance(written, dict):
        return [("", written)] if written else []
    labels = part.entry_names | {line.id: line.text for line in part.checklist()} if part else {}
    return [(labels[id][language] if id in labels else id, text) for id, text in written.items() if text]
