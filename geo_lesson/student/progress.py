"""How far a student has come in a lesson: a table of its exercises."""

from geo_lesson.common.errors import LessonError
from geo_lesson.common.html import Page
from geo_lesson.common.language import Text
from geo_lesson.exercises.any_kind import keyed
from geo_lesson.student.feedback_view import answers_of
from geo_lesson.student.store import NotSaved


def progress(content, answers, language):
    """The exercises of all chapters with their state, as a Page; optional ones are shown, and not counted."""
    rows, done, counted = [], 0, 0
    for chapter in content.outline.chapters:
        for id in chapter.exercises:
            title, state, optional = _standing(content, answers, id)
            rows.append((chapter.title[language], title[language], state[language]))
            done += not optional and state.de.startswith("✓")
            counted += not optional
    caption = _PROGRESS.fill(done=done, all=counted)[language]
    heads = [head[language] for head in (_CHAPTER, _EXERCISE, _STATE)]
    plain = "\n".join([caption, *(f"{state}: {title}" for _, title, state in rows)])
    return Page("progress.html", plain, caption=caption, heads=heads, rows=rows, language=language)


def _standing(content, answers, id):
    """Title and state of an exercise and whether it is optional; one that cannot be read stops no other."""
    try:
        exercise = content.exercise(id)
    except LessonError:
        return Text(id, id), _UNREADABLE, False
    return exercise.title, _state(exercise, answers), exercise.optional


def _state(exercise, answers):
    """How far an exercise has come; of its parts, the optional ones need not be done."""
    try:
        records = [(answers.peek(key), part.optional) for key, part in keyed(exercise)]
    except NotSaved:
        return _UNREADABLE
    attempts = [(len(answers_of(record)), optional) for record, optional in records]
    most = max(n for n, _ in attempts)
    if most and all(n or optional for n, optional in attempts):
        return (_ANSWERED if most == 1 else _ANSWERED_AGAIN).fill(n=most)
    if any(record.draft or record.attempts for record, _ in records):
        return _BEGUN
    return _OPTIONAL if exercise.optional else _UNTOUCHED


_PROGRESS = Text(de="{done} von {all} Aufgaben beantwortet", en="{done} of {all} exercises answered")
_CHAPTER = Text(de="Kapitel", en="Chapter")
_EXERCISE = Text(de="Aufgabe", en="Exercise")
_STATE = Text(de="Stand", en="State")
_ANSWERED = Text(de="✓ beantwortet", en="✓ answered")
_ANSWERED_AGAIN = Text(de="✓ beantwortet, {n} Versuche", en="✓ answered, {n} attempts")
_BEGUN = Text(de="… begonnen", en="… begun")
_OPTIONAL = Text(de="○ freiwillig", en="○ optional")
_UNTOUCHED = Text(de="○ offen", en="○ open")
_UNREADABLE = Text(de="▲ nicht lesbar", en="▲ cannot be read")
