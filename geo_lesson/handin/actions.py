"""Hand in a student's answers as one file, take them up again from such a file, or put them aside."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any, Protocol

from geo_lesson.common.disk import FileInUse, atomic_write, make_private_folder
from geo_lesson.common.errors import LessonError
from geo_lesson.common.html import HtmlOutput
from geo_lesson.common.language import LANGUAGES, Text
from geo_lesson.content.folder import LessonFolder, workspace_of
from geo_lesson.content.lesson_config import LessonConfig
from geo_lesson.exercises.base import Exercise
from geo_lesson.figures.catalogue import picture_of
from geo_lesson.handin import messages
from geo_lesson.handin.file import HandIn, Unreadable, can_be_read_again, carries, read, write
from geo_lesson.handin.sheet import claims_rows, is_begun, parts
from geo_lesson.student import messages as student_messages
from geo_lesson.student.identity import AnonymousAnswers, Identity, load_identity, save_identity, set_aside_identity
from geo_lesson.student.store import Answers, NotSaved, Record

FOLDER = "hand-in"


class AnsweredLesson(Protocol):
    """What of a `Lesson` is needed here."""

    content: LessonFolder
    language: str
    student: str
    level: int

    @property
    def answers(self) -> Answers:
        """The student's answers on disk."""


def hand_in(lesson: AnsweredLesson, pseudonym: str | None = None) -> HtmlOutput:
    """Write the hand-in of a lesson into the workspace, over an earlier one of the same pseudonym.

    A file that holds the same answers already stays as it is.
    """
    if isinstance(lesson.answers, AnonymousAnswers):
        return _note(lesson, student_messages.CANNOT_ASK_PSEUDONYM)
    exercises, records, unread = _begun(lesson)
    if not records:
        left_out = messages.ANSWERS_LEFT_OUT.fill(titles=", ".join(unread))
        return _note(lesson, left_out if unread else messages.NOTHING_ANSWERED)
    identity_file = lesson.answers.folder.with_suffix(".json")
    try:
        aside = set_aside_identity(identity_file)
        who = load_identity(identity_file, lesson.student, lesson.language, pseudonym)
        save_identity(identity_file, who)  # before anything is written under this name
        path = _path(lesson, who)
        if failure := _write(lesson, who, records, exercises, path):
            return _note(lesson, failure)
    except (NotSaved, FileInUse) as error:
        return _note(lesson, error.text)
    except OSError as error:
        return _note(lesson, messages.NOT_WRITTEN.fill(reason=error.strerror or str(error)))
    aside = aside if lesson.student == "me" and not pseudonym else ""
    lines = [
        messages.HAND_IN_LIES_IN.fill(path=path.relative_to(workspace_of(lesson.content.folder)).as_posix()),
        messages.YOUR_PSEUDONYM.fill(pseudonym=who.pseudonym),
        messages.HAND_IN_CONTENTS.fill(n=len(records)),
        messages.WHAT_TO_DO,
    ]
    lines += [messages.ANSWERS_LEFT_OUT.fill(titles=", ".join(unread))] if unread else []
    lines += [messages.LOST.fill(name=aside)] if aside else []
    copies = [name for key in records for name in lesson.answers.copies(key)]
    lines += [messages.COPIES_BESIDE_ANSWERS.fill(names=", ".join(copies))] if copies else []
    written = [line[lesson.language] for line in lines]
    return HtmlOutput("notes.html", "\n".join(written), lines=written, language=lesson.language)


def _begun(lesson: AnsweredLesson) -> tuple[dict[str, Exercise], dict[str, Record], list[str]]:
    """Return parts by key, the records of those begun, and the titles of those whose answers cannot be handed in.

    Answers to an exercise whose file is broken now are handed in as they were written.
    """
    errors: dict[str, LessonError] = {}
    chapters = lesson.content.config.chapters
    exercises = {
        key: part for chapter in chapters for key, _, part in parts(lesson.content, chapter, lesson.level, errors)
    }
    stems = [path.stem for id in errors for path in sorted(lesson.answers.folder.glob(f"{id}*.json"))]
    records, unread = {}, []
    for key in [*exercises, *(stem for stem in stems if stem.partition(".")[0] in errors)]:
        try:
            record = lesson.answers.peek(key)
        except NotSaved:
            record = None
        if record is None or not can_be_read_again(record):
            unread.append(exercises[key].title[lesson.language] if key in exercises else key)
        elif is_begun(record):
            records[key] = record
    return exercises, records, unread


def _path(lesson: AnsweredLesson, who: Identity) -> Path:
    """Return where to write a hand-in; if a file of that name is somebody else's, a name with the student's id."""
    name = f"{lesson.content.config.id} {who.pseudonym}"
    folder: Path = workspace_of(lesson.content.folder) / FOLDER
    path = folder / f"{name}.html"
    return folder / f"{name} {who.id}.html" if path.is_file() and who.id.encode() not in path.read_bytes() else path


def _write(
    lesson: AnsweredLesson, who: Identity, records: dict[str, Record], exercises: Mapping[str, Exercise], path: Path
) -> Text | None:
    """Write a hand-in unless the file holds it already; return what to say if it cannot be read back."""
    content, language = lesson.content, lesson.language
    made = datetime.now().astimezone().isoformat(timespec="seconds")
    config = content.config
    handin = HandIn(config.id, config.version, language, lesson.level, who.pseudonym, who.id, made, records)
    if path.is_file() and carries(path.read_bytes(), handin):  # drawing all pictures takes seconds
        return None

    def draw(key: str, value: Any) -> Mapping[str, Any] | None:
        part = exercises.get(key)
        if not part or not part.figure or not part.is_answered(value):
            return None
        picture: Mapping[str, Any] | None = picture_of(content, language, part, value)
        return picture

    written = write(handin, content, _claims(lesson, records), draw)
    if not carries(written, handin):
        return messages.NOT_MADE
    make_private_folder(path.parent)
    atomic_write(path, written)
    return None if carries(path.read_bytes(), handin) else messages.NOT_READ_BACK.fill(path=path.name)


def _claims(lesson: AnsweredLesson, records: Mapping[str, Record]) -> list[dict[str, str]]:
    """Return the rows of the claims table; none if the lesson's own file is wrong, which must not stop a hand-in."""
    drafts = {key: record.draft.get("value") for key, record in records.items()}
    try:
        return claims_rows(lesson.content, lesson.level, drafts.get, lesson.language)
    except (LessonError, ValueError):
        return []


def take_up(lesson: AnsweredLesson, path: str | Path) -> HtmlOutput:
    """Add the answers in a hand-in to those on disk, losing none, and say how many there were.

    The pseudonym in it is not taken over, as the file may be somebody else's.
    """
    candidates = (Path(path), workspace_of(lesson.content.folder) / path)
    file = next((candidate for candidate in candidates if candidate.is_file()), None)
    if file is None:
        return _note(lesson, messages.FILE_MISSING.fill(path=str(path)))
    try:
        reading = read(file.read_bytes())
        handin = reading.handin
        if handin.lesson != lesson.content.config.id:
            return _note(lesson, messages.OTHER_LESSON.fill(lesson=handin.lesson))
        taken = {key: record for key, record in handin.records.items() if key not in reading.edited}
        for key, record in taken.items():
            lesson.answers.change(key, partial(merged, there=record, config=lesson.content.config))
    except Unreadable:
        return _note(lesson, messages.NO_ANSWERS_IN_FILE)
    except (NotSaved, FileInUse) as error:
        return _note(lesson, error.text)
    except OSError as error:
        return _note(lesson, messages.NOT_WRITTEN.fill(reason=error.strerror or str(error)))
    left = len([key for key in reading.edited if key])
    message = (messages.ANSWERS_TAKEN_UP_IN_PART if left else messages.ANSWERS_TAKEN_UP).fill(n=len(taken), left=left)
    if lesson.student == "me" and handin.pseudonym != _kept_pseudonym(lesson):
        hint = messages.USE_SAME_PSEUDONYM.fill(call=f'lesson.hand_in("{handin.pseudonym}")')
        message = Text(*(f"{message[of]} {hint[of]}" for of in LANGUAGES))
    return _note(lesson, message)


def _kept_pseudonym(lesson: AnsweredLesson) -> str | None:
    """Return the pseudonym of an earlier hand-in of this student; None if there is none that can be read."""
    identity_file = lesson.answers.folder.with_suffix(".json")
    try:
        return (
            load_identity(identity_file, lesson.student, lesson.language).pseudonym if identity_file.exists() else None
        )
    except OSError:  # the hand-in says what is wrong with it
        return None


def start_over(lesson: AnsweredLesson) -> HtmlOutput:
    """Put all answers aside, and name the folder they are in."""
    try:
        folder = lesson.answers.archive()
    except NotSaved as error:
        return _note(lesson, error.text)
    return _note(lesson, messages.ANSWERS_ARCHIVED.fill(folder=str(folder)) if folder else messages.NO_ANSWERS_YET)


def merged(here: Record, there: Record, config: LessonConfig) -> Record:
    """Merge two records of one exercise: all attempts in the order of their time, and no draft lost."""
    attempts = list(here.attempts) + [attempt for attempt in there.attempts if attempt not in here.attempts]
    attempts = sorted(attempts, key=lambda attempt: attempt["at"]) if here.attempts else attempts
    kept = list(here.kept) + [text for text in there.kept if text not in here.kept]
    draft = here.draft or there.draft
    if there.draft not in ({}, draft) and there.draft not in [text["answer"] for text in kept]:
        kept.append({"at": attempts[-1]["at"] if attempts else "", "answer": there.draft})
    drafted, by = (here.drafted, here.drafted_by) if draft == here.draft else (here.revision + 1, "")
    record = replace(
        here,
        attempts=tuple(attempts),
        kept=tuple(kept),
        draft=draft,
        drafted=drafted,
        drafted_by=by,
        hints=max(here.hints, there.hints),
    )
    if here.lesson:
        return record
    return replace(record, lesson=config.id, lesson_version=there.lesson_version, language=there.language)


def _note(lesson: AnsweredLesson, text: Text) -> HtmlOutput:
    note = text[lesson.language]
    return HtmlOutput("note.html", note, text=note, language=lesson.language)
