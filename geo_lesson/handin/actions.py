"""A student's answers as a whole: handed in as one file, taken up again from such a file, put aside."""

from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path

from geo_lesson.common.disk import InUse, own_folder, write_whole
from geo_lesson.common.errors import LessonError
from geo_lesson.common.html import Page
from geo_lesson.common.language import LANGUAGES, Text
from geo_lesson.content.folder import workspace_of
from geo_lesson.figures.catalogue import picture_of
from geo_lesson.handin import messages
from geo_lesson.handin.file import HandIn, Unreadable, carries, read, write
from geo_lesson.handin.records import is_sound
from geo_lesson.handin.sheet import claims_rows, is_begun, parts
from geo_lesson.student import messages as student_messages
from geo_lesson.student.identity import AnonymousAnswers, load_identity, save_identity, set_aside_identity
from geo_lesson.student.store import NotSaved

FOLDER = "hand-in"


def hand_in(lesson, pseudonym=None):
    """Write the hand-in of a lesson into the workspace, over an earlier one of the same pseudonym; returns a Page.

    A file that holds the same answers already stays as it is.
    """
    content, language = lesson.content, lesson.language
    if isinstance(lesson.answers, AnonymousAnswers):
        return _note(lesson, student_messages.CANNOT_ASK_PSEUDONYM)
    known, records, unread = _begun(lesson)
    if not records:
        left_out = messages.ANSWERS_LEFT_OUT.fill(titles=", ".join(unread))
        return _note(lesson, left_out if unread else messages.NOTHING_ANSWERED)
    kept = lesson.answers.folder.with_suffix(".json")
    try:
        lost = set_aside_identity(kept)
        who = load_identity(kept, lesson.student, language, pseudonym)
        save_identity(kept, who)  # before anything is written under this name
        made = datetime.now().astimezone().isoformat(timespec="seconds")
        config = content.config
        sheet = HandIn(config.id, config.version, language, lesson.level, who.pseudonym, who.id, made, records)
        drafts = {key: record.draft.get("value") for key, record in records.items()}
        path = _place(workspace_of(content.folder) / FOLDER, f"{config.id} {who.pseudonym}", who)
        if not (path.is_file() and carries(path.read_bytes(), sheet)):  # drawing all pictures takes seconds
            written = write(sheet, content, _claims(lesson, drafts), partial(_picture, content, language, known))
            if not carries(written, sheet):
                return _note(lesson, messages.NOT_MADE)
            own_folder(path.parent)
            write_whole(path, written)
            if not carries(path.read_bytes(), sheet):
                return _note(lesson, messages.NOT_READ_BACK.fill(path=path.name))
    except (NotSaved, InUse) as error:
        return _note(lesson, error.text)
    except OSError as error:
        return _note(lesson, messages.NOT_WRITTEN.fill(reason=error.strerror or str(error)))
    lost = lost if lesson.student == "me" and not pseudonym else ""
    return _written(lesson, path.relative_to(workspace_of(content.folder)), who, records, unread, lost)


def _begun(lesson):
    """Parts by their key, the records of those begun, and the titles of those whose answers cannot be handed in.

    What was answered to an exercise that cannot be read now is handed in as it was written.
    """
    broken, unread, records = {}, [], {}
    found = [parts(lesson.content, chapter, lesson.level, broken) for chapter in lesson.content.config.chapters]
    known = {key: part for chapter in found for key, _, part in chapter}
    stems = [path.stem for id in broken for path in sorted(lesson.answers.folder.glob(f"{id}*.json"))]
    for key in [*known, *(stem for stem in stems if stem.partition(".")[0] in broken)]:
        try:
            record = lesson.answers.peek(key)
        except NotSaved:
            record = None
        if record is None or not is_sound(record):
            unread.append(known[key].title[lesson.language] if key in known else key)
        elif is_begun(record):
            records[key] = record
    return known, records, unread


def _claims(lesson, drafts):
    """The student's claims table; empty where the lesson's own file is wrong, which must not stop a hand-in."""
    try:
        return claims_rows(lesson.content, lesson.level, drafts.get, lesson.language)
    except (LessonError, ValueError):
        return []


def _written(lesson, path, who, records, unread, lost):
    language = lesson.language
    lines = [
        messages.HAND_IN_LIES_IN.fill(path=path.as_posix()),
        messages.YOUR_PSEUDONYM.fill(pseudonym=who.pseudonym),
        messages.HAND_IN_CONTENTS.fill(n=len(records)),
        messages.WHAT_TO_DO,
    ]
    lines = [line[language] for line in lines]
    lines += [messages.ANSWERS_LEFT_OUT.fill(titles=", ".join(unread))[language]] if unread else []
    lines += [messages.LOST.fill(name=lost)[language]] if lost else []
    copies = [name for key in records for name in lesson.answers.copies(key)]
    lines += [messages.COPIES_BESIDE_ANSWERS.fill(names=", ".join(copies))[language]] if copies else []
    return Page("notes.html", "\n".join(lines), lines=lines, language=language)


def take_up(lesson, path):
    """Add the answers in a hand-in to those on disk, where nothing is lost; returns a Page that says how many.

    Its pseudonym is not taken over, as the file may be somebody else's; whoever is the same person hands in under it.
    """
    found = next((p for p in (Path(path), workspace_of(lesson.content.folder) / path) if p.is_file()), None)
    if found is None:
        return _note(lesson, messages.FILE_MISSING.fill(path=str(path)))
    try:
        reading = read(found.read_bytes())
        if reading.handin.lesson != lesson.content.config.id:
            return _note(lesson, messages.OTHER_LESSON.fill(lesson=reading.handin.lesson))
        taken = {key: record for key, record in reading.handin.records.items() if reading.edited.get(key) != "data"}
        for key, record in taken.items():
            lesson.answers.change(key, lambda here, record=record: merged(here, record, lesson.content.config))
    except Unreadable:
        return _note(lesson, messages.NO_ANSWERS_IN_FILE)
    except (NotSaved, InUse) as error:
        return _note(lesson, error.text)
    except OSError as error:
        return _note(lesson, messages.NOT_WRITTEN.fill(reason=error.strerror or str(error)))
    left = len((reading.edited.keys() | reading.handin.records.keys()) - taken.keys() - {""})
    said = (messages.ANSWERS_TAKEN_UP_IN_PART if left else messages.ANSWERS_TAKEN_UP).fill(n=len(taken), left=left)
    theirs = reading.handin.pseudonym
    if lesson.student == "me" and theirs != _kept_pseudonym(lesson):
        own = messages.USE_SAME_PSEUDONYM.fill(call=f'lesson.hand_in("{theirs}")')
        said = Text(*(f"{said[of]} {own[of]}" for of in LANGUAGES))
    return _note(lesson, said)


def _kept_pseudonym(lesson):
    """The pseudonym under which this student has handed in; None where she has not yet, or it cannot be read."""
    kept = lesson.answers.folder.with_suffix(".json")
    try:
        return load_identity(kept, lesson.student, lesson.language).pseudonym if kept.exists() else None
    except OSError:  # the hand-in says what is wrong with it
        return None


def start_over(lesson):
    """Put the answers aside; returns a Page that names their folder."""
    try:
        folder = lesson.answers.archive()
    except NotSaved as error:
        return _note(lesson, error.text)
    return _note(lesson, messages.ANSWERS_ARCHIVED.fill(folder=str(folder)) if folder else messages.NO_ANSWERS_YET)


def merged(here, there, config):
    """Two records of one exercise as one: all attempts in the order of their time, and no draft lost."""
    attempts = list(here.attempts) + [attempt for attempt in there.attempts if attempt not in here.attempts]
    attempts = tuple(sorted(attempts, key=lambda attempt: attempt["at"])) if here.attempts else tuple(attempts)
    kept = list(here.kept) + [text for text in there.kept if text not in here.kept]
    draft = here.draft or there.draft
    if there.draft not in ({}, draft) and there.draft not in [text["answer"] for text in kept]:
        kept.append({"at": attempts[-1]["at"] if attempts else "", "answer": there.draft})
    stamp = {"lesson": config.id, "lesson_version": there.lesson_version, "language": there.language}
    stamp = stamp if not here.lesson else {}
    drafted, by = (here.drafted, here.drafted_by) if draft == here.draft else (here.revision + 1, "")
    return replace(
        here,
        attempts=attempts,
        kept=tuple(kept),
        draft=draft,
        drafted=drafted,
        drafted_by=by,
        hints=max(here.hints, there.hints),
        **stamp,
    )


def _picture(content, language, known, key, value):
    part = known.get(key)
    return picture_of(content, language, part, value) if part and part.figure and part.is_answered(value) else None


def _place(folder, name, who):
    """Where a hand-in is written: under its name; where that file is somebody else's, under a name with the id."""
    path = folder / f"{name}.html"
    return folder / f"{name} {who.id}.html" if path.is_file() and who.id.encode() not in path.read_bytes() else path


def _note(lesson, text):
    said = text[lesson.language]
    return Page("note.html", said, text=said, language=lesson.language)
